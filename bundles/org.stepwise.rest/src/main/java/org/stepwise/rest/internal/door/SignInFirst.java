package org.stepwise.rest.internal.door;

/** Nobody is signed in, or the token or session is no longer good. 401. */
final class SignInFirst extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SignInFirst() {
        super("not signed in");
    }
}

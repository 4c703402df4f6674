package org.stepwise.web.internal.http;

/** Answers every request that is not REST. Never throws. */
public interface Site {
    Answer answer(Incoming in);
}

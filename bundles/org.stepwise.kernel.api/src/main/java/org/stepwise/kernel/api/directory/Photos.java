package org.stepwise.kernel.api.directory;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Photos of people (DIR-3). Who sees a person sees the photo; the person, and whoever may edit the person's record, puts and removes it.
 * Whatever is sent, what is kept is a small square JPEG made anew here.
 */
@ProviderType
public interface Photos {
    /** Version of the photo by person, of all who have one; changes with each new photo, so that addresses can be cached. */
    Map<Long, String> versions();

    /** Empty when there is none. @throws org.stepwise.kernel.api.NotFound when the caller does not see the person */
    Optional<Photo> of(long person);

    /**
     * @param image png or jpeg, told from its content
     * @throws org.stepwise.kernel.api.Invalid when it is too large or no such image
     */
    void put(long person, InputStream image);

    void remove(long person);

    /** May the caller put and remove it? @throws org.stepwise.kernel.api.NotFound when the caller does not see the person */
    boolean mayChange(long person);

    /** @param version short, of letters and digits */
    record Photo(String version, byte[] jpeg) {}
}

package org.stepwise.rest.internal.access;

import static org.junit.Assert.assertEquals;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.Test;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.Resources;
import org.stepwise.testkit.Covers;

@Covers("DIR-8")
public class ResourceScopesTest {
    @Test
    public void everyScopeThatAResourceAsksForCanBeGiven() {
        Set<String> asked = new TreeSet<>();
        for (Class<?> resource : Resources.all()) {
            Stream<AnnotatedElement> places = Stream.concat(Stream.of(resource), Arrays.stream(resource.getMethods()));
            places.map(place -> Optional.ofNullable(place.getAnnotation(Needs.class)))
                    .flatMap(Optional::stream)
                    .map(Needs::value)
                    .filter(scope -> !scope.isEmpty())
                    .forEach(asked::add);
        }
        assertEquals(asked, new TreeSet<>(new ResourceScopes().names()));
    }
}

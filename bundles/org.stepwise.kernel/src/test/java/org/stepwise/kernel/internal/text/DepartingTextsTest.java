package org.stepwise.kernel.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.persistence.Table;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Pages are drawn while modules come and go; whoever still sees a module finds its words. */
@Covers({"ROL-3", "I18N-1"})
public class DepartingTextsTest {
    private static final int TIMES = 40;

    @ClassRule
    public static final TestKernel KERNEL = TestKernel.onDerby();

    private static final class Fleet implements Module {
        @Override
        public String id() {
            return "fleet";
        }
    }

    /** A vehicle. */
    @javax.persistence.Entity
    @Table(name = "fleet_car")
    public static class Car extends Entity {
        public String name = "";
    }

    private static final class CarType extends RecordType<Car> {
        CarType() {
            super("fleet.car", Car.class);
            field("name");
            title(e -> e.name);
        }
    }

    private static TestKernel.Installed install() {
        return KERNEL.install(new Fleet(), "fleet", new CarType());
    }

    @Test
    public void aPageThatWasBegunBeforeItsModuleWentIsFinishedWithItsTexts() {
        Texts texts = KERNEL.get(Texts.class);
        install().close();
        assertTrue(KERNEL.get(Types.class).find("fleet.car").isEmpty());
        assertEquals("Cars", texts.text(Locale.ENGLISH, "fleet.car.plural"));
        assertEquals("车辆", texts.text(Locale.SIMPLIFIED_CHINESE, "fleet.car.plural"));
        assertTrue(
                "it is not there any more",
                texts.find(Locale.ENGLISH, "fleet.car.plural").isEmpty());
    }

    @Test
    public void nobodySeesAKeyWhileAModuleComesAndGoes() throws InterruptedException {
        Types types = KERNEL.get(Types.class);
        Texts texts = KERNEL.get(Texts.class);
        AtomicBoolean over = new AtomicBoolean();
        Collection<String> keys = new ConcurrentLinkedQueue<>();
        CountDownLatch looking = new CountDownLatch(2);
        Runnable look = () -> {
            looking.countDown();
            while (!over.get()) {
                for (RecordType<?> type : types.all()) {
                    if (!type.module().equals("fleet")) continue;
                    String label = texts.text(Locale.ENGLISH, type.id() + ".plural");
                    if (label.startsWith("fleet.")) keys.add(label);
                }
            }
        };
        List<Thread> readers = List.of(new Thread(look), new Thread(look));
        readers.forEach(Thread::start);
        looking.await();
        for (int i = 0; i < TIMES; i++) install().close();
        over.set(true);
        for (Thread reader : readers) reader.join();
        assertEquals(List.of(), new ArrayList<>(keys));
    }
}

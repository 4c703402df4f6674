package org.stepwise.itests.vehicles;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;

/** The vehicle register's one record type. */
@Component(service = RecordType.class)
public final class VehicleType extends RecordType<Vehicle> {
    public VehicleType() {
        super("vehicles.vehicle", Vehicle.class);
        title(vehicle -> vehicle.plate);
        number("V-{yyyy}-{000}");
        field("plate").unique().search().help();
        field("model").search().width(2);
        field("kind");
        field("seats");
        field("price").money("currency").total();
        field("currency").initial(() -> "CNY");
        field("boughtOn");
        field("electric");
        field("retired").readOnly();
        field("driverId").ref("directory.person");
        field("remark").longText();
        field("dealer").search().visibleTo(Roles.DEPARTMENT_HEAD, Roles.AUDITOR);
        field("inspectedOn").editableBy(Roles.DEPARTMENT_HEAD, Roles.ASSISTANT);
        field("securityLevel").initial(() -> 0);
        list("plate", "model", "kind", "seats", "price", "boughtOn", "retired", "dealer");
        filters("kind", "electric", "retired", "dealer");
        form("plate", "model", "kind", "seats", "electric", "driverId", "securityLevel");
        section("purchase", "price", "currency", "boughtOn", "remark", "dealer", "inspectedOn");
        links("directory.person");
        action("retire", (vehicle, saving) -> vehicle.retired = true);
        icon("car");
        menu();
    }

    @Override
    protected void validate(Vehicle vehicle, Saving<Vehicle> saving) {
        if (vehicle.kind == Vehicle.Kind.TRUCK && vehicle.seats > 3)
            saving.reject("seats", "vehicles.problem.truckSeats");
    }

    @Override
    protected Optional<String> locked(Vehicle vehicle, Caller caller) {
        return vehicle.retired ? Optional.of("vehicles.vehicle.locked") : Optional.empty();
    }
}

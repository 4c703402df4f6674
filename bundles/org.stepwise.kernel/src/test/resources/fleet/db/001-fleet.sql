create record table fleet_car ( name varchar(200) not null );

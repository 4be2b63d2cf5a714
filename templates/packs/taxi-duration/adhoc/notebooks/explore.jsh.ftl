// Look around in the data and the model, in the JDK's own shell. From the project's root:
//
//   ./mvnw -q -pl model -am compile exec:exec@explore
//
// runs this file. Without its last line it stays open, and you can type on.

import [=package].*
import dev.gradus.kit.data.*

var rides = new ArrayList<TripRow>()
var january = TripFiles.of(Path.of("")).find("data/sample").get(0)
System.out.println(TripReader.readRides(january, rides::add))

// How long do rides take, by hour of the pickup?
var byHour = new TreeMap<Integer, DoubleSummaryStatistics>()
rides.forEach(ride -> byHour.computeIfAbsent(ride.pickup().getHour(), h -> new DoubleSummaryStatistics()).accept(ride.minutes()))
byHour.forEach((hour, minutes) -> System.out.printf("%02d:00  %5.1f minutes over %d rides%n", hour, minutes.getAverage(), minutes.getCount()))

// What does the model say about the first of them? Train one first: ./mvnw -q -pl model -am compile exec:java@train
if (Files.exists(Path.of("build/model/model.safetensors"))) {
    var model = TrainedModel.read(Path.of("build/model/model.safetensors"));
    rides.stream().limit(5).map(TripRecord::of).forEach(ride ->
            System.out.printf("zone %d to %d: predicted %.1f, took %.1f minutes%n", ride.pickupZone(), ride.dropoffZone(), model.minutes(ride), ride.minutes()));
}

/exit

# The problem

## What is decided
When a taxi ride begins, someone wants to know how long it will take: the passenger, the dispatcher who plans the next ride,
the page that shows an arrival time. [#if contract == "pre-trip"]The prediction is made **at pickup** (contract `pre-trip`): zones and time are known, the distance
that will be driven is not.[#else]The prediction is made **with the driven distance known** (contract `post-trip`), as in the published
comparisons on these records; a service that answers at pickup needs the contract `pre-trip`.[/#if]

## Objective and the metric that decides
Predict the duration of rides of 1 to 60 minutes. **The metric that decides is `rmse`: the root mean squared error in minutes on
the month after the training months**, which no choice has been made on. A month held out in time, not rides drawn at random,
because the model will always be asked about the future. `rmse` stands in every run and in `build/metrics.json`; beside it
`mae`, `bias` and `r2`, and the same error by slice, so that a good mean cannot hide a bad borough.

## The alternative without machine learning
- **The mean duration** of all rides, whatever the ride: `baselines.mean` in `build/metrics.json`.
- **A table of zone pairs**[#if contract == "post-trip"] with a price per mile[/#if], by least squares: `baselines.linear`. A person can maintain it in a
  spreadsheet, and it needs no training service.

Both are measured on the same rides in every run. The model is worth its upkeep only while its `rmse` is clearly below the
linear baseline's; if that stops being so, use the table.

## Why machine learning
How long a ride takes depends on the pair of zones, the hour, the weekday and how these meet (a bridge at half past five). There
are some 70 000 ordered pairs of zones, most of them seldom or never seen, so a table has gaps just where it would be asked; a
model learns from neighbouring zones and similar hours.

## What can go wrong
- Rides get longer over the year: the model knows only its training months. Watch `bias`.
- Half of the records have no passenger count or payment type; the rides concerned are kept, and are a slice of their own.
- Fares and tips are written after the ride and would give the answer away: they are never features.

## The team's own numbers
What the table above cannot say, because only [=team] knows it: which error still helps the people who use the number, and what a
wrong one costs. Add them here; until then success means *below the linear baseline on the next month*.

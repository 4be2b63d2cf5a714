package dev.gradus.maturity.collect;

import dev.gradus.maturity.collect.build.BuildCollector;
import dev.gradus.maturity.collect.data.DataCollector;
import dev.gradus.maturity.collect.deploy.DeployCollector;
import dev.gradus.maturity.collect.document.FramingCollector;
import dev.gradus.maturity.collect.document.OwnerCollector;
import dev.gradus.maturity.collect.git.HistoryCollector;
import dev.gradus.maturity.collect.git.TreeCollector;
import dev.gradus.maturity.collect.observe.ObserveCollector;
import dev.gradus.maturity.collect.operate.InfraCollector;
import dev.gradus.maturity.collect.operate.RollbackCollector;
import dev.gradus.maturity.collect.outside.Delivery;
import dev.gradus.maturity.collect.outside.Operations;
import dev.gradus.maturity.collect.pipeline.CiCollector;
import dev.gradus.maturity.collect.pipeline.GateCollector;
import dev.gradus.maturity.collect.pipeline.ScheduleCollector;
import dev.gradus.maturity.collect.pipeline.TestCollector;
import dev.gradus.maturity.collect.review.AuthorCollector;
import dev.gradus.maturity.collect.review.ReviewCollector;
import dev.gradus.maturity.collect.run.RunCollector;
import dev.gradus.maturity.collect.secret.SecretCollector;
import dev.gradus.maturity.collect.source.CommandCollector;
import dev.gradus.maturity.collect.source.ImportCollector;
import dev.gradus.maturity.collect.source.UseCollector;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.collect.update.UpdateCollector;
import dev.gradus.maturity.collect.validate.ValidationCollector;
import java.util.List;
import java.util.stream.Stream;

/**
 * The collectors that come with Gradus. Those of one list share what they read, so a list is for one project at a time.
 *
 * <pre>{@code
 * StandardCollectors.list().forEach(collector -> facts.addAll(collector.collect(project)));
 * }</pre>
 */
public final class StandardCollectors {

    private StandardCollectors() {}

    public static List<Collector> list() {
        Surveys surveys = new Surveys();
        List<Collector> inside = List.of(
                new TreeCollector(surveys),
                new HistoryCollector(surveys),
                new SecretCollector(surveys),
                new BuildCollector(surveys),
                new CommandCollector(surveys),
                new UseCollector(surveys),
                new ImportCollector(surveys),
                new DataCollector(surveys),
                new OwnerCollector(surveys),
                new FramingCollector(surveys),
                new DeployCollector(surveys),
                new RunCollector(surveys),
                new RollbackCollector(surveys),
                new InfraCollector(surveys),
                new ValidationCollector(surveys),
                new ObserveCollector(surveys),
                new ReviewCollector(surveys),
                new AuthorCollector(surveys),
                new UpdateCollector(surveys),
                new CiCollector(surveys),
                new TestCollector(surveys),
                new ScheduleCollector(surveys),
                new GateCollector(surveys));
        return Stream.of(inside, Operations.collectors(), Delivery.collectors())
                .flatMap(List::stream)
                .toList();
    }
}

package dev.gradus.platform.notify;

import dev.gradus.platform.change.Changes;
import dev.gradus.platform.outbound.OutboundClient;
import dev.gradus.platform.outbound.OutboundRequest;
import dev.gradus.platform.outbox.Job;
import dev.gradus.platform.outbox.Task;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Sends one message to one webhook or mailbox; who fails for long is not asked any more. */
@ApplicationScoped
class Delivery implements Job {
    private static final Duration WITHIN = Duration.ofSeconds(15);
    private static final long LARGEST = 64 << 10;
    private static final int GONE = 410;

    private static final String FIND =
            "select " + Webhook.COLUMNS + " from webhook where id = :id and disabled_at is null";
    private static final String WELL =
            "update webhook set failing_since = null where id = :id and failing_since is not null";
    private static final String FAILING = """
            update webhook set failing_since = coalesce(failing_since, now()) where id = :id
            returning failing_since + :giveUp * interval '1 millisecond' < now()
            """;
    private static final String DISABLE =
            "update webhook set disabled_at = now() where id = :id and disabled_at is null";

    private final Jdbi jdbi;
    private final Changes changes;
    private final OutboundClient outbound;
    private final Mailer mailer;
    private final NotifySettings settings;

    Delivery(Jdbi jdbi, Changes changes, OutboundClient outbound, Mailer mailer, NotifySettings settings) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.outbound = outbound;
        this.mailer = mailer;
        this.settings = settings;
    }

    @Override
    public String topic() {
        return Notices.TOPIC;
    }

    @Override
    public void run(Task task) throws IOException {
        Optional<Webhook> webhook = jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", task.number("webhook"))
                .map((row, context) -> Webhook.of(row))
                .findOne());
        if (webhook.isPresent()) {
            deliver(task, webhook.get());
        }
    }

    private void deliver(Task task, Webhook webhook) throws IOException {
        try {
            if (webhook.mail()) {
                mail(task, webhook);
            } else {
                post(task, webhook);
            }
            jdbi.useHandle(
                    handle -> handle.createUpdate(WELL).bind("id", webhook.id()).execute());
        } catch (Gone gone) {
            disable(webhook, "it answered 410");
        } catch (IOException | RuntimeException failure) {
            if (failsForLong(webhook)) {
                disable(webhook, failure.getMessage());
            }
            throw failure;
        }
    }

    private void post(Task task, Webhook webhook) throws IOException {
        String message = task.text("message");
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        String id = "msg_" + task.key();
        long now = Instant.now().getEpochSecond();
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(now),
                "webhook-signature",
                Signature.of(webhook.secret(), id, now, message));
        OutboundRequest request = OutboundRequest.send(
                        "POST", webhook.url(), headers, new ByteArrayInputStream(body), body.length)
                .bounded(WITHIN, LARGEST);
        int status = outbound.exchange(request, answer -> answer.status());
        if (status == GONE) {
            throw new Gone();
        }
        if (status / 100 != 2) {
            throw new IOException("webhook " + webhook.id() + " answered " + status);
        }
    }

    /** The message's id is that of the task, so that one which is sent twice can be told by it. */
    private void mail(Task task, Webhook webhook) {
        String message = task.text("message");
        Mail mail =
                Mail.withText(webhook.url().getSchemeSpecificPart(), MailText.subject(message), MailText.text(message));
        mailer.send(mail.addHeader("Message-ID", "<" + task.key() + "@gradus>"));
    }

    private boolean failsForLong(Webhook webhook) {
        return jdbi.withHandle(handle -> handle.createQuery(FAILING)
                .bind("id", webhook.id())
                .bind("giveUp", settings.giveUp().toMillis())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    private void disable(Webhook webhook, @Nullable String reason) {
        changes.makeAs(Changes.SERVER, "webhook.disable", change -> change.on("webhook/" + webhook.id())
                .detail("reason", String.valueOf(reason))
                .handle()
                .createUpdate(DISABLE)
                .bind("id", webhook.id())
                .execute());
    }

    /** The receiver wants no more. */
    private static final class Gone extends IOException {
        private static final long serialVersionUID = 1L;
    }
}

using FunctionsApp.Platform.Http;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Mail;

/// <summary>A letter that came back, and how.</summary>
/// <param name="Kind">Null where the report is about no failure.</param>
public sealed record Bounced(SentLetter Letter, BounceKind? Kind);

/// <summary>Takes delivery reports about letters, and shows operators those that came back. Subscribers' are none of them.</summary>
public sealed class ReceiveBounce(
    LetterSeals seals, DeliveryStore deliveries, BounceStore bounces, BounceMetrics metrics, ILogger<ReceiveBounce> logger)
{
    /// <summary>Letters that came back, for operators.</summary>
    /// <exception cref="ProblemException">bad-cursor.</exception>
    public Task<BouncedLetters> PageAsync(string? cursor, CancellationToken cancellation) => bounces.PageAsync(cursor, cancellation);

    /// <summary>Forgets what was sent before. Safe to run twice.</summary>
    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellation) => bounces.RemoveAsync(before, cancellation);

    /// <summary>
    /// Safe to run twice: a letter is one row, however often it is reported. Nothing of the report's text is kept or logged.
    /// </summary>
    /// <exception cref="ProblemException">unknown-letter: another server's, or one that never went out.</exception>
    public async Task<Bounced> RunAsync(LetterReport report, CancellationToken cancellation)
    {
        var name = seals.Find(report.MessageId) ?? throw MailProblems.UnknownLetter.With();
        var letter = SentLetter.Of(name) ?? await deliveries.FindAsync(name.Name, cancellation) ?? throw MailProblems.UnknownLetter.With();
        if (report.Kind is not { } kind) return new Bounced(letter, null);
        metrics.Bounced(kind);
        logger.LogInformation("Letter {Letter} came back: {Kind}, {Status}", letter.Id, kind, report.Status);
        if (kind == BounceKind.Hard && letter.Subject is null) await bounces.AddAsync(letter, report.Status!, cancellation);
        return new Bounced(letter, kind);
    }
}

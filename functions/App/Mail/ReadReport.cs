using System.Text.RegularExpressions;
using FunctionsApp.Platform.Http;
using MimeKit;

namespace FunctionsApp.Mail;

/// <summary>How a letter came back.</summary>
public enum BounceKind
{
    /// <summary>The address does not take it, and will not: status 5.</summary>
    Hard,

    /// <summary>It was late, or could not be delivered now: status 4.</summary>
    Soft,
}

/// <summary>What a delivery report states about one letter. No address and no text of the report is in it.</summary>
/// <param name="MessageId">Of the letter, without its brackets.</param>
/// <param name="Kind">Null where it arrived, or was passed on.</param>
/// <param name="Status">RFC 3463, for example 5.1.1; null where it arrived.</param>
public sealed record LetterReport(string MessageId, BounceKind? Kind, string? Status);

/// <summary>Reads a delivery report (RFC 3464).</summary>
public static partial class ReadReport
{
    /// <summary>A report has the letter in it, and a letter has some 100 KB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>A mail that is a report.</summary>
    public const string MailMedia = "message/rfc822";

    /// <summary>The report alone; its boundary is in the type.</summary>
    public const string ReportMedia = "multipart/report";

    private const int MaxDepth = 8;

    private static readonly ParserOptions Parser = new() { MaxMimeDepth = MaxDepth };

    /// <param name="contentType">message/rfc822, or multipart/report with its boundary.</param>
    /// <exception cref="ProblemException">invalid-report; body-too-large; unsupported-media.</exception>
    public static async Task<LetterReport> OfAsync(string? contentType, Stream body, CancellationToken cancellation)
    {
        if (!ContentType.TryParse(contentType ?? "", out var type)
            || !(type.IsMimeType("message", "rfc822") || type.IsMimeType("multipart", "report")))
        {
            const string names = $"{MailMedia}, {ReportMedia}";
            throw PlatformProblems.UnsupportedMedia.With($"可用的类型：{names}", $"Accepted: {names}");
        }

        var bounded = new BoundedStream(body, MaxBytes);
        try
        {
            var report = type.IsMimeType("message", "rfc822")
                ? (await MimeMessage.LoadAsync(Parser, bounded, cancellation)).Body
                : await MimeEntity.LoadAsync(Parser, type, bounded, cancellation);
            return Of(report as MultipartReport) ?? throw MailProblems.InvalidReport.With();
        }
        catch (FormatException)
        {
            throw MailProblems.InvalidReport.With();
        }
    }

    private static LetterReport? Of(MultipartReport? report)
    {
        var recipients = report?.OfType<MessageDeliveryStatus>().FirstOrDefault()?.StatusGroups.Skip(1).ToList();
        if (recipients is not { Count: > 0 } || MessageId(report!) is not { Length: > 0 } id) return null;
        var outcomes = recipients.Select(recipient => Outcome(recipient["Action"]?.Trim(), recipient["Status"])).ToList();
        // A letter has one recipient; where a server lists several, such as the members of a group, the worst counts.
        var worst = outcomes.Where(outcome => outcome.Kind is not null).OrderBy(outcome => outcome.Kind).FirstOrDefault();
        return new LetterReport(id, worst.Kind, worst.Status);
    }

    private static (BounceKind? Kind, string? Status) Outcome(string? action, string? text)
    {
        var status = text is null ? null : EnhancedStatus().Match(text) is { Success: true } match ? match.Value.Trim() : null;
        var isFailed = "failed".Equals(action, StringComparison.OrdinalIgnoreCase);
        return status?[0] switch
        {
            '5' when isFailed => (BounceKind.Hard, status),
            '4' when isFailed || "delayed".Equals(action, StringComparison.OrdinalIgnoreCase) => (BounceKind.Soft, status),
            _ => (null, null),
        };
    }

    /// <summary>Of the letter, of which the report has the head or all; null for none.</summary>
    private static string? MessageId(MultipartReport report) => report
        .Select(part => (part as MessagePart)?.Message?.MessageId)
        .FirstOrDefault(id => id is not null);

    [GeneratedRegex(@"^\s*[245]\.\d{1,3}\.\d{1,3}")]
    private static partial Regex EnhancedStatus();
}

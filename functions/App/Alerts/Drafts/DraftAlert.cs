using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>What an editor writes.</summary>
/// <param name="Sectors">Codes, 1..n.</param>
/// <param name="PublishAt">In the future.</param>
/// <param name="Corrects">Id of the published alert that this one corrects; absent for none.</param>
public sealed record AlertBody(
    [property: SectorCode, Items(1, 8)] IReadOnlyList<string> Sectors,
    [property: TextLimit(DraftAlert.MaxTitle)] LocalizedText Title,
    [property: TextLimit(DraftAlert.MaxText, Multiline = true)] LocalizedText Text,
    DateTimeOffset PublishAt,
    [property: TextLimit(40, MayBeBlank = true), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Corrects = null);

/// <summary>A request to draft.</summary>
/// <param name="Hash">Of the body, for a repeated request with the same Idempotency-Key.</param>
public sealed record DraftAlertCommand(string Id, AlertBody Body, string Author, string Hash)
{
    /// <param name="key">The Idempotency-Key; null for none.</param>
    public static DraftAlertCommand Of(AlertBody body, string author, string? key) => new(
        key is null ? Ids.New() : Ids.From("alert", author, key),
        body,
        author,
        AppJson.Digest(body));

    /// <summary>The alert that the body corrects, as it is; null where it names none.</summary>
    public AlertDraft? Corrected { get; init; }

    /// <summary>The command with the alert that its body names, where it names one.</summary>
    /// <param name="corrected">Null where there is none of that id.</param>
    /// <exception cref="ProblemException">invalid-field: there is no such alert.</exception>
    public DraftAlertCommand Correcting(AlertDraft? corrected) => string.IsNullOrWhiteSpace(Body.Corrects) ? this : this with
    {
        Corrected = corrected ?? throw PlatformProblems.Invalid("corrects", "没有这个快讯", "there is no such alert"),
    };
}

/// <summary>An editor wrote an alert; its approval starts.</summary>
public sealed record AlertDrafted(IReadOnlyList<string> Sectors, DateTimeOffset PublishAt) : Fact;

/// <summary>Drafts an alert; its fact has it approved.</summary>
public static class DraftAlert
{
    public const int MaxTitle = 160;

    /// <summary>In one property of a row with the title, also where JSON escapes each character.</summary>
    public const int MaxText = 2000;

    private const int MaxDays = 366;

    /// <param name="current">What the same Idempotency-Key made before; null for nothing.</param>
    /// <exception cref="ProblemException">
    /// invalid-field, idempotency-key-reused; alert-not-out: what it corrects is not published.
    /// </exception>
    public static Change<AlertDraftState> Decide(AlertDraftState? current, DraftAlertCommand command, DateTimeOffset now)
    {
        if (current is not null)
        {
            return current.Draft.RequestHash == command.Hash ? Change.None(current) : throw PlatformProblems.IdempotencyKeyReused.With();
        }

        var (body, corrected) = (command.Body, command.Corrected);
        if (corrected is not null and not { Status: AlertDraftStatus.Published }) throw AlertProblems.AlertNotOut.With();
        var draft = new AlertDraft
        {
            Id = command.Id,
            Author = command.Author,
            // Whoever read the error reads the correction.
            Sectors = KnownSectors([.. body.Sectors, .. corrected?.Sectors ?? []]),
            Title = PlainText.CheckLine("title", body.Title, MaxTitle),
            Text = PlainText.Check("text", body.Text, MaxText),
            PublishAt = Ahead(body.PublishAt, now),
            CreatedAt = now,
            RequestHash = command.Hash,
            Corrects = corrected is null ? null : new CorrectedAlert(corrected.Id, corrected.Title),
        };
        return Change.To(new AlertDraftState(draft, []), command.Author, new AlertDrafted(draft.Sectors, draft.PublishAt));
    }

    /// <summary>Each once, in the order of the policy.</summary>
    private static IReadOnlyList<string> KnownSectors(IReadOnlyList<string> sectors)
    {
        var codes = Sectors.All.Select(sector => sector.Code).ToList();
        if (sectors.Count > 0 && sectors.All(codes.Contains)) return [.. codes.Where(sectors.Contains)];
        throw PlatformProblems.Invalid(
            "sectors", $"至少一个，取自 {string.Join("、", codes)}", $"at least one of {string.Join(", ", codes)}");
    }

    private static DateTimeOffset Ahead(DateTimeOffset at, DateTimeOffset now) => at > now && at <= now.AddDays(MaxDays)
        ? at.ToUniversalTime()
        : throw PlatformProblems.Invalid(
            "publishAt", $"须在未来 {MaxDays} 天之内", $"must be in the future, at most {MaxDays} days from now");
}

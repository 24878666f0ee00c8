using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;

namespace FunctionsApp.Applications;

/// <summary>What an applicant states of a new application.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Sector">One that the guide is for.</param>
/// <param name="Amount">Yuan, at most two decimals; absent where nothing is granted.</param>
/// <param name="District">Needed while the organisation has no record of its own.</param>
public sealed record DraftRequest(string Programme, string Title, string Sector, decimal? Amount = null, string? District = null);

/// <summary>Who drafts, as sign-in and records say.</summary>
/// <param name="Organisation">Credit code.</param>
/// <param name="District">Of the organisation.</param>
public sealed record Drafter(string Id, string Email, Language Language, string Organisation, string District);

/// <summary>The rules of a new application.</summary>
public static class Drafting
{
    public const int MaxTitle = 200;

    /// <summary>A draft under the definition with an empty slot for each of its documents.</summary>
    /// <param name="requestHash">Of the request, for a repeated one with the same Idempotency-Key.</param>
    /// <exception cref="ProblemException">guide-closed, invalid-field, amount-out-of-range.</exception>
    public static (Application Application, NewFact Fact) Draft(
        string id, ProgrammeDefinition definition, DraftRequest request, Drafter drafter, string requestHash, DateTimeOffset at)
    {
        RequireOpen(definition, BeijingTime.Day(at));
        var application = new Application(
            id, definition.Programme, definition.Version, definition.Guide.Year, drafter.Organisation, drafter.District,
            Sector(request.Sector, definition.Guide), Title(request.Title), Amount(request.Amount, definition.Guide),
            drafter.Id, drafter.Email, drafter.Language, ApplicationStatus.Draft, at.ToUniversalTime(), SubmittedAt: null, DecidedAt: null,
            Round: 0, Returned: [], [.. definition.Documents.Select(slot => new SlotState(slot.Type, slot.Required, DocumentState.Empty))],
            requestHash, FactHead.Start, ETag: "");
        var data = new ApplicationDraft(
            application.Programme, application.Version, application.Organisation, application.District, application.Sector, application.Amount);
        return (application, new NewFact(ApplicationFacts.Drafted, drafter.Id, data));
    }

    /// <exception cref="ProblemException">guide-closed, with its days.</exception>
    internal static void RequireOpen(ProgrammeDefinition definition, DateOnly day)
    {
        if (!definition.Guide.IsOpen(day)) throw ApplicationProblems.Closed(definition, day);
    }

    private static string Title(string title)
    {
        var text = title.Trim();
        return text.Length is > 0 and <= MaxTitle && !text.Any(char.IsControl)
            ? text
            : throw PlatformProblems.InvalidField.With($"title：1 至 {MaxTitle} 个字符，不含控制字符", $"title: 1 to {MaxTitle} characters, no control characters");
    }

    private static string Sector(string sector, Guide guide) => guide.Sectors.Contains(sector)
        ? sector
        : throw PlatformProblems.InvalidField.With($"sector：该指南面向 {string.Join("、", guide.Sectors)}", $"sector: the guide is for {string.Join(", ", guide.Sectors)}");

    private static decimal Amount(decimal? amount, Guide guide)
    {
        if (guide.MaximumAmount is not { } maximum)
        {
            return amount is null or 0 ? 0 : throw ApplicationProblems.AmountOutOfRange.With("该项目不拨付资金，请勿填写 amount", "This programme grants nothing: leave amount out");
        }

        return amount is { } asked && asked > 0 && asked <= maximum && decimal.Round(asked, 2) == asked
            ? asked
            : throw ApplicationProblems.AmountOutOfRange.With($"amount：大于 0，不超过 {maximum} 元", $"amount: more than 0, at most {maximum} yuan");
    }
}

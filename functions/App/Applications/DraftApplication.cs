using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications;

/// <summary>What an applicant states of a new application.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Sector">One that the guide is for.</param>
/// <param name="Amount">Yuan, at most two decimals; absent where nothing is granted.</param>
/// <param name="District">Needed while the organisation has no record of its own.</param>
public sealed record DraftRequest(
    string Programme,
    [property: TextLimit(DraftApplication.MaxTitle)] string Title,
    [property: SectorCode] string Sector,
    decimal? Amount = null,
    [property: DistrictCode] string? District = null);

/// <summary>A request to draft.</summary>
/// <param name="Hash">Of the request, for a repeated one with the same Idempotency-Key.</param>
public sealed record DraftCommand(string Id, DraftRequest Request, Applicant Applicant, string Hash)
{
    /// <summary>See <see cref="FormState"/>.</summary>
    public string? Salt { get; init; }
}

/// <summary>An applicant drafted an application.</summary>
[ShownAs(Right.Course)]
public sealed record ApplicationDrafted(string Programme, int Version, string Organisation, string District, string Sector, decimal Amount)
    : Fact
{
    /// <summary>Id of the published guide; null under the definition's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Guide { get; init; }
}

/// <summary>Drafts an application.</summary>
public static class DraftApplication
{
    public const int MaxTitle = 200;

    /// <summary>
    /// A draft under the definition with an empty slot for each of its documents and an empty form; the same request again finds it.
    /// </summary>
    /// <param name="current">What the same Idempotency-Key made before; null for nothing.</param>
    /// <param name="definition">Chosen for a new application.</param>
    /// <exception cref="ProblemException">guide-closed, invalid-field, amount-out-of-range, idempotency-key-reused.</exception>
    public static Change<Application> Decide(Application? current, ProgrammeDefinition definition, DraftCommand command, DateTimeOffset at)
    {
        if (current is not null) return current.RequestHash == command.Hash ? Change.None(current)
            : throw PlatformProblems.IdempotencyKeyReused.With();
        RequireOpen(definition, BeijingTime.Day(at));
        var request = command.Request;
        RequireWithin(definition.Guide, request);
        var about = Conditions.Circumstances(request.Amount ?? 0, request.Sector, command.Applicant);
        var empty = FormRules.Check(definition.Form, Answers.None.Values, about);
        var application = new Application
        {
            Id = command.Id,
            Programme = definition.Programme,
            Version = definition.Version,
            Guide = definition.GuideId,
            Applicant = command.Applicant,
            Subject = new Subject(
                PlainText.CheckLine("title", request.Title, MaxTitle),
                request.Sector,
                request.Amount ?? 0),
            CreatedAt = at.ToUniversalTime(),
            Slots = Conditions.Slots(
                [.. definition.Documents.Select(slot => new SlotState(slot.Type, slot.Required, DocumentState.Empty))],
                definition, empty, about),
            Form = definition.Form.Count == 0 ? null : FormState.Of(definition.Form, empty, command.Salt),
            RequestHash = command.Hash,
        };
        return Change.To(application, command.Applicant.Person, new ApplicationDrafted(
            application.Programme, application.Version, command.Applicant.Organisation.Value, command.Applicant.District,
                application.Subject.Sector, application.Subject.Amount)
        {
            Guide = application.Guide,
        });
    }

    /// <exception cref="ProblemException">guide-closed, with its days.</exception>
    internal static void RequireOpen(ProgrammeDefinition definition, DateOnly day)
    {
        if (!definition.Guide.IsOpen(day)) throw ApplicationProblems.Closed(definition, day);
    }

    /// <exception cref="ProblemException">invalid-field; amount-out-of-range where nothing else is wrong.</exception>
    private static void RequireWithin(Guide guide, DraftRequest request)
    {
        var amount = AmountFault(request.Amount, guide);
        if (!guide.Sectors.Contains(request.Sector))
        {
            var codes = string.Join(", ", guide.Sectors);
            var sector = MemberFault.Of("sector", "value", new($"该指南面向 {codes}", $"the guide is for {codes}"));
            throw PlatformProblems.InvalidField.With([sector, .. amount is null ? [] : new[] { amount }]);
        }

        if (amount is not null) throw ApplicationProblems.AmountOutOfRange.With([amount]);
    }

    private static MemberFault? AmountFault(decimal? amount, Guide guide)
    {
        if (guide.MaximumAmount is not { } maximum)
        {
            return amount is null or 0 ? null
                : MemberFault.Of("amount", "value", new("该项目不拨付资金，请勿填写", "this programme grants nothing, leave it out"));
        }

        if (amount is { } asked && guide.Allows(asked) && asked.Scale <= 2) return null;
        return MemberFault.Of("amount", amount is null ? "missing" : "value", guide.MinimumAmount is { } minimum
            ? new(
                $"{minimum} 至 {maximum} 元，最多两位小数", $"must be {minimum} to {maximum} yuan, with at most two decimals")
            : new(
                $"大于 0，不超过 {maximum} 元，最多两位小数", $"must be more than 0 and at most {maximum} yuan, with at most two decimals"));
    }
}

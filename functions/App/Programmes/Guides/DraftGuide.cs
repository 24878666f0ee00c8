using System.Security.Cryptography;
using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>A request to draft a guide, checked by <see cref="GuideChecks"/>.</summary>
/// <param name="Key">Of the Idempotency-Key; null for none.</param>
public sealed record DraftGuideCommand(GuideBody Body, string? Key, string Actor)
{
    /// <summary>Of the body, for a repeated request with the same key.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Body, AppJson.Options)));

    /// <param name="key">The Idempotency-Key; null for none.</param>
    public static DraftGuideCommand Of(GuideBody body, string actor, string? key) =>
        new(body, key is null ? null : Ids.From("guide", actor, key), actor);
}

/// <summary>An administrator drafted a guide.</summary>
public sealed record GuideDrafted(string Guide, string Programme, int Version) : Fact;

/// <summary>A draft of a guide changed.</summary>
public sealed record GuideChanged(string Guide) : Fact;

/// <summary>Drafts a guide, and changes the draft.</summary>
public static class DraftGuide
{
    /// <summary>A draft with the programme's next number; the same request again finds it.</summary>
    /// <param name="state">Null while the programme has no guide.</param>
    /// <exception cref="ProblemException">idempotency-key-reused.</exception>
    public static (Change<ProgrammeGuides> Change, string Id) Decide(ProgrammeGuides? state, DraftGuideCommand command, DateTimeOffset at)
    {
        var current = state ?? new ProgrammeGuides(command.Body.Programme, []);
        if (command.Key is { } key && current.Guides.FirstOrDefault(guide => guide.RequestKey == key) is { } before)
        {
            return before.RequestHash == command.Hash
                ? (Change.None(current), before.Id) : throw PlatformProblems.IdempotencyKeyReused.With();
        }

        var draft = command.Body.On(new AnnualGuide
        {
            Id = GuideAggregate.IdOf(command.Body.Programme, current.Guides.Count + 1),
            Programme = command.Body.Programme,
            Version = command.Body.Version,
            Terms = command.Body.Terms,
            CreatedAt = at.ToUniversalTime(),
            RequestKey = command.Key,
            RequestHash = command.Hash,
        });
        var next = current with { Guides = [.. current.Guides, draft] };
        return (Change.To(next, command.Actor, new GuideDrafted(draft.Id, draft.Programme, draft.Version)), draft.Id);
    }

    /// <summary>The draft with another content; None where it has that already.</summary>
    /// <exception cref="ProblemException">guide-published; invalid-field: another programme.</exception>
    public static Change<ProgrammeGuides> Revise(ProgrammeGuides state, AnnualGuide guide, GuideBody body, string actor)
    {
        if (guide.Status != GuideStatus.Draft) throw GuideProblems.GuidePublished.With();
        if (body.Programme != guide.Programme)
        {
            throw PlatformProblems.Invalid("programme", "草稿的项目类别不能改变", "a draft keeps its programme");
        }

        var next = body.On(guide);
        return Text(next) == Text(guide)
            ? Change.None(state) : Change.To(state.With(next), actor, new GuideChanged(guide.Id));

        static string Text(AnnualGuide content) => JsonSerializer.Serialize(GuideBody.Of(content), AppJson.Options);
    }
}

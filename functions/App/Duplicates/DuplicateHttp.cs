using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Duplicates;

/// <summary>Something found, with what is known of the other application now.</summary>
/// <param name="Number">Names it among the findings: the round, and its place there from 1.</param>
public sealed record FoundDuplicate(string Number, Duplicate Duplicate, OtherApplication Other);

/// <summary>The application in which something was found again.</summary>
/// <param name="Organisation">Unified social credit code.</param>
public sealed record OtherApplication(
    string Id, string Programme, int Version, LocalizedText ProgrammeName, string Title, string Organisation, ApplicationStatus Status,
    DateTimeOffset? SubmittedAt);

/// <summary>The last comparison of an application, as officers and auditors read it.</summary>
/// <param name="At">Null while it was not compared yet.</param>
public sealed record DuplicatesAnswer(
    string Application, int Round, DateTimeOffset? At, int Against, IReadOnlyList<ComparedPart> Parts, IReadOnlyList<FoundDuplicate> Found);

/// <summary>The passages that a text has in common with that of another application.</summary>
/// <param name="Share">Of the text's runs of words, 0 to 1.</param>
public sealed record DuplicatePassages(FoundDuplicate Found, double Share, IReadOnlyList<Passage> Passages);

/// <summary>What the page of a comparison shows.</summary>
public sealed record DuplicatesShown(Application Application, ProgrammeDefinition Definition, DuplicatesAnswer Answer);

/// <summary>What the page of the passages shows.</summary>
public sealed record PassagesShown(Application Application, ProgrammeDefinition Definition, DuplicatePassages Answer);

public sealed class DuplicateHttp(AggregateStore store, ProgrammeCatalogue catalogue, KeptTexts texts, SitePages pages)
{
    public static string PathOf(string application) => $"/api/applications/{application}/duplicates";

    /// <summary>GET /api/applications/{id}/duplicates. 200 its last comparison, to a browser a page · 404.</summary>
    [Function("Duplicates_Get")]
    [Access(Audience.SignedIn, Needs = [Right.Duplicates])]
    [Operation("Reads what an application has in common with others", Response = typeof(DuplicatesAnswer), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/duplicates")] HttpRequest request,
        string id, CancellationToken cancellation)
    {
        var (application, last) = await ReadAsync(request, id, cancellation);
        var others = await Task.WhenAll(
            (last?.Found ?? []).Select(each => each.Other).Distinct().Select(other => OtherAsync(other, cancellation)));
        var byId = others.ToDictionary(other => other.Id);
        var answer = new DuplicatesAnswer(
            id, last?.Round ?? 0, last?.At, last?.Against ?? 0, last?.Parts ?? [],
            [.. (last?.Found ?? []).Index().Select(each => new FoundDuplicate(
                NumberOf(last!, each.Index), each.Item, byId[each.Item.Other]))]);
        return request.WantsPage()
            ? pages.Show<DuplicatesPage, DuplicatesShown>(request, new DuplicatesShown(application, catalogue.Of(application), answer))
            : Answer.Ok(answer);
    }

    /// <summary>GET /api/applications/{id}/duplicates/{number}. 200 the passages, to a browser a page · 404 also where only files or
    /// answers are the same.</summary>
    [Function("Duplicates_Passages")]
    [Access(Audience.SignedIn, Needs = [Right.Duplicates])]
    [Operation("Reads the passages that an application has in common with another", Response = typeof(DuplicatePassages),
        Problems = ["not-found"])]
    public async Task<IResult> PassagesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/duplicates/{number}")]
        HttpRequest request, string id, string number, CancellationToken cancellation)
    {
        var (application, last) = await ReadAsync(request, id, cancellation);
        var place = (last?.Found ?? []).Index().Where(each => NumberOf(last!, each.Index) == number).Select(each => each.Index).ToList();
        if (place is not [var index]) throw PlatformProblems.NotFound.With();
        var duplicate = last!.Found[index];
        var own = await texts.FindAsync(id, duplicate.Kind, duplicate.Type, duplicate.Version, cancellation);
        var other = await texts.FindAsync(duplicate.Other, duplicate.OtherKind, duplicate.OtherType, duplicate.OtherVersion, cancellation);
        if (own is null || other is null) throw PlatformProblems.NotFound.With();
        var overlap = Overlap.Of(own, other);
        var found = new FoundDuplicate(number, duplicate, await OtherAsync(duplicate.Other, cancellation));
        var answer = new DuplicatePassages(found, overlap.Share, overlap.Passages);
        return request.WantsPage()
            ? pages.Show<PassagesPage, PassagesShown>(request, new PassagesShown(application, catalogue.Of(application), answer))
            : Answer.Ok(answer);
    }

    private static string NumberOf(Comparison comparison, int index) => $"{comparison.Round}-{index + 1}";

    private async Task<(Application Application, Comparison? Last)> ReadAsync(
        HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var (stored, _) = await store.GetReadableAsync(id, request.Caller(), cancellation, Right.Duplicates);
        var report = await store.FindAsync(DuplicateAggregate.Kind, DuplicateAggregate.IdOf(id), cancellation);
        return (stored.State.Application, report?.State.Comparisons.LastOrDefault());
    }

    private async Task<OtherApplication> OtherAsync(string id, CancellationToken cancellation)
    {
        var other = (await store.GetApplicationAsync(id, cancellation)).State;
        return new OtherApplication(
            id, other.Programme, other.Version, catalogue.Of(other).Name, other.Subject.Title, other.Applicant.Organisation.Value,
            other.Status, other.SubmittedAt);
    }
}

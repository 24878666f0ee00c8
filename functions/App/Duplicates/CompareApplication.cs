using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Duplicates;

/// <summary>An application was compared with all that were submitted before.</summary>
/// <param name="Round">Of corrections; 0 for the first submission.</param>
public sealed record DuplicatesCompared(string Application, int Round, int Against, IReadOnlyList<Duplicate> Found) : ConfidentialFact;

/// <summary>Input of a comparison.</summary>
/// <param name="Round">Of corrections; 0 for the first submission.</param>
public sealed record ComparisonRequest(string Application, int Round)
{
    [JsonIgnore]
    public string InstanceId => $"duplicates-{Application}-{Round}";
}

/// <summary>Keeps what a comparison found. It decides nothing: officers read it.</summary>
public static class CompareApplication
{
    /// <summary>A text of another of which this part is also in the own one is shown, percent of the own one's runs of words.</summary>
    public const int LeastPercent = 20;

    /// <summary>Findings that are kept.</summary>
    public const int Most = 100;

    /// <summary>None where the round was compared before: a second run finds no other applications.</summary>
    public static Change<DuplicateReport> Decide(DuplicateReport report, Comparison comparison)
    {
        if (report.Comparisons.Any(each => each.Round == comparison.Round)) return Change.None(report);
        var next = report with { Comparisons = [.. report.Comparisons.Append(comparison).OrderBy(each => each.Round)] };
        return Change.To(next, nameof(CompareApplicationActivity),
            new DuplicatesCompared(report.Application, comparison.Round, comparison.Against, comparison.Found));
    }

    /// <summary>Null where too little of the text is also in the other.</summary>
    public static Duplicate? Of(Candidate candidate, double share)
    {
        var percent = (int)Math.Round(share * 100, MidpointRounding.AwayFromZero);
        var (own, other) = (candidate.Own, candidate.Other);
        return percent < LeastPercent ? null : new Duplicate(
            candidate.Likeness, own.Kind, own.Type, own.Version, other.Application, other.Kind, other.Type, other.Version, percent);
    }
}

public sealed class CompareApplicationActivity(
    AggregateStore store, ProgrammeCatalogue catalogue, ComparedTexts texts, KeptTexts kept, FingerprintIndex index, TimeProvider time)
{
    /// <summary>Adds the application to the index, then compares it with all that is there. Safe to run twice.</summary>
    /// <remarks>In this order: of two that are submitted at once, each finds the other.</remarks>
    [Function(nameof(CompareApplicationActivity))]
    public async Task RunAsync([ActivityTrigger] ComparisonRequest request, CancellationToken cancellation)
    {
        var id = DuplicateAggregate.IdOf(request.Application);
        var report = (await store.FindAsync(DuplicateAggregate.Kind, id, cancellation))?.State
            ?? new DuplicateReport(request.Application, []);
        if (report.Comparisons.Any(each => each.Round == request.Round)) return;
        var form = (await store.GetAsync(FormAggregate.Kind, request.Application, cancellation)).State;
        var own = await texts.ReadAsync(form, catalogue.Of(form.Application), request.Round, cancellation);
        await index.AddAsync([.. own.Select(each => each.Fingerprint)], cancellation);
        var candidates = new Candidates([.. own.Select(each => each.Fingerprint)]);
        await index.ReadAsync(candidates, cancellation);
        var comparison = new Comparison(
            request.Round, time.GetUtcNow(), [.. own.Select(each => each.Part)], candidates.Seen,
            await kept.ConfirmAsync(own, candidates.Found, cancellation));
        await store.AddAsync(
            DuplicateAggregate.Kind, id, state => CompareApplication.Decide(state ?? report, comparison), cancellation);
    }
}

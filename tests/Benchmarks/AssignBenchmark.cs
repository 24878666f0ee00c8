using System.Diagnostics;
using FunctionsApp.Panels.Plans;
using Spectre.Console;

namespace Benchmarks;

/// <summary>The panels of a call, proposed together.</summary>
/// <param name="Conflicts">Seats whose expert has a conflict.</param>
/// <param name="Empty">Seats without an expert.</param>
/// <param name="Mismatch">Mean of the seats, 0 to 3: 2 for another field, 1 for another language.</param>
/// <param name="MemoryMiB">Managed memory that the proposal takes while it is made.</param>
internal sealed record AssignResult(
    int Applications, int Experts, int Seats, double Seconds, int Conflicts, int Empty, int LeastLoad, int MostLoad, double Mismatch,
    double MemoryMiB);

internal static class AssignBenchmark
{
    private const int Sectors = 8;
    private const int Organisations = 120;

    /// <summary>Of all pairs, beside those of one organisation: relations, common projects, mail domains.</summary>
    private const double ConflictShare = 0.02;

    /// <returns>0 without a conflict or an empty seat, with loads that differ by at most 1, in at most 60 s.</returns>
    public static int Run(int applications, int experts, int seats)
    {
        var random = new Random(4217);
        var people = Enumerable.Range(0, experts).Select(number => (
            Id: $"expert-{number:D4}", Organisation: random.Next(Organisations), Sector: random.Next(Sectors), Speaks: random.Next(10)))
            .ToArray();
        var asked = Enumerable.Range(0, applications).Select(number => (
            Id: $"application-{number:D5}", Organisation: random.Next(Organisations * 20), Sector: random.Next(Sectors),
            Speaks: random.Next(10))).ToArray();
        var related = asked.Select(_ => people.Select(_ => random.NextDouble() < ConflictShare).ToArray()).ToArray();
        var (byExpert, byApplication) = (Numbered(people.Select(each => each.Id)), Numbered(asked.Select(each => each.Id)));

        int? Mismatch(string application, string expert)
        {
            var (one, other) = (byApplication[application], byExpert[expert]);
            if (related[one][other] || asked[one].Organisation == people[other].Organisation) return null;
            return (asked[one].Sector == people[other].Sector ? 0 : 2) + (asked[one].Speaks < 9 == people[other].Speaks < 9 ? 0 : 1);
        }

        var most = ((applications * seats) + experts - 1) / experts + 2;
        var call = new PanelCall(
            [.. asked.Select(each => each.Id)], [.. people.Select(each => new SeatExpert(each.Id, $"o{each.Organisation}"))], seats, most,
            1);
        var (memory, began) = (GC.GetTotalMemory(forceFullCollection: true), Stopwatch.GetTimestamp());
        var panels = ProposePanels.Decide(call, Mismatch);
        var (took, used) = (Stopwatch.GetElapsedTime(began), GC.GetTotalMemory(forceFullCollection: false) - memory);

        var given = panels.SelectMany(panel => panel.Experts.Select(expert => Mismatch(panel.Application, expert))).ToList();
        var loads = panels.SelectMany(panel => panel.Experts).CountBy(expert => expert).ToDictionary();
        var all = people.Select(each => loads.GetValueOrDefault(each.Id)).ToList();
        var result = new AssignResult(
            applications, experts, seats, Math.Round(took.TotalSeconds, 1), given.Count(each => each is null),
            (applications * seats) - given.Count, all.Min(), all.Max(), Math.Round(given.Average(each => each ?? 0), 2),
            Math.Round(used / 1024.0 / 1024.0, 1));
        Report.Write("assign", result,
            ($"{applications:N0} applications × {experts:N0} experts, {seats} each", $"{result.Seconds} s"),
            ("conflicts; empty seats", $"{result.Conflicts}; {result.Empty}"),
            ("loads, least and most", $"{result.LeastLoad} and {result.MostLoad}"), ("mismatch of a seat", $"{result.Mismatch}"),
            ("memory", $"{result.MemoryMiB} MiB"));
        AnsiConsole.MarkupLine("Aims: 60 s, no conflict, no empty seat, loads that differ by at most 1.");
        return result is { Seconds: <= 60, Conflicts: 0, Empty: 0 } && result.MostLoad - result.LeastLoad <= 1 ? 0 : 1;
    }

    private static Dictionary<string, int> Numbered(IEnumerable<string> ids) =>
        ids.Index().ToDictionary(each => each.Item, each => each.Index);
}

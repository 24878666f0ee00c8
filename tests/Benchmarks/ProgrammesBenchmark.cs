using System.Diagnostics;
using System.Net;
using FunctionsApp.City;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using LocalHost;
using LocalHost.Demo;
using Play;
using Spectre.Console;

namespace Benchmarks;

/// <summary>What a review of one programme costs, from the draft to the decision.</summary>
/// <param name="ReviewsPerSecond">One after the other; the time that passes on the virtual clock alone is left out.</param>
/// <param name="Submission">Until the review has asked its first stage.</param>
/// <param name="Answer">Until the next stage is asked.</param>
/// <param name="Actions">What a run is woken for, see <see cref="ReviewHistories"/>.</param>
internal sealed record ProgrammeResult(
    string Programme, int Version, int Stages, double ReviewsPerSecond, Percentiles Submission, Percentiles Answer, double Events,
    double Bytes, double Actions, double Transactions);

/// <summary>Every programme of the catalogue, played by the API as its file has it, on a virtual clock.</summary>
internal sealed class ProgrammesBenchmark(PlayedCity city, ReviewWatch watch, ReviewHistories histories, int count)
{
    private const double MostActions = 60;
    private const string SpecialFund = "special-fund-";

    /// <summary>Monday 2 November 2026, 09:00 in Shenzhen: the autumn's calls are open.</summary>
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, BeijingTime.Offset);

    private static readonly (DateOnly Opens, DateOnly Closes) Days = (new(2026, 11, 2), new(2027, 6, 30));

    private readonly List<Played> all = [];
    private readonly ActingByApi acting = new(city);

    private sealed record Played(ProgrammeDefinition Definition, List<string> Ids)
    {
        public TimeSpan Time { get; set; }

        public long Transactions { get; set; }
    }

    /// <returns>0 when all are approved, and a special fund without returns takes 60 actions at most.</returns>
    public static async Task<int> RunAsync(int count, CancellationToken cancellation)
    {
        var data = FreshData.For("programmes");
        var options = RunCommand.Options(CommandLine.Parse(["--port", "0", "--data", data.Folder])) with
        {
            Azurite = data.Azurite, Quiet = true, VirtualStart = Start,
            Settings = SparseSweeps.Settings,
        };
        await using var app = await LocalHostApp.StartAsync(options, cancellation);
        using var mailbox = new Mailbox(options.MailFolder);
        var people = new Dictionary<string, Person>();
        try
        {
            var city = new PlayedCity(app, mailbox, As, cancellation);
            var histories = new ReviewHistories(Path.Combine(data.Folder, "durable.db"));
            var results = await new ProgrammesBenchmark(city, new ReviewWatch(app.ServiceBus), histories, count).PlayAsync();
            Show(results);
            var funds = results.Where(result => result.Programme.StartsWith(SpecialFund, StringComparison.Ordinal));
            return funds.All(result => result.Actions <= MostActions) ? 0 : 1;
        }
        finally
        {
            foreach (var person in people.Values) person.Dispose();
        }

        Person As(string user) => people.TryGetValue(user, out var known) ? known : people[user] = new Person(app.BaseAddress, user);
    }

    private static void Show(IReadOnlyList<ProgrammeResult> results)
    {
        Report.Write("programmes", results);
        var table = new Table().Border(TableBorder.Rounded).AddColumns(
            "programme", "stages", "reviews/s", "submission p50 / p95 / p99", "answer p50 / p95 / p99", "events", "bytes", "actions",
            "transactions");
        foreach (var result in results)
        {
            table.AddRow(
                $"{result.Programme} v{result.Version}", $"{result.Stages}", $"{result.ReviewsPerSecond:F2}", $"{result.Submission}",
                $"{result.Answer}", $"{result.Events:F1}", $"{result.Bytes:N0}", $"{result.Actions:F1}", $"{result.Transactions:F1}");
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"Aim: a special fund without returns takes at most {MostActions} actions.");
    }

    private async Task<IReadOnlyList<ProgrammeResult>> PlayAsync()
    {
        var newest = ProgrammePlay.Newest;
        foreach (var definition in newest) await acting.PublishGuideAsync(definition, Days.Opens, Days.Closes);
        (await city.As(ProgrammePlay.Lin).GetAsync("/api/programmes", city.Cancellation)).Expect(HttpStatusCode.OK);

        var play = new ProgrammePlay(city, acting);
        foreach (var each in newest)
        {
            var played = new Played(play.DefinitionOf(each.Programme), []);
            all.Add(played);
            // The first one compiles.
            for (var number = 0; number <= count; number++)
            {
                await TimedAsync(played, isCounted: number > 0, () => BeginAsync(play, played, number));
            }
        }

        await city.PassUntilAsync(BeijingTime.At(Days.Closes.AddDays(2), new TimeOnly(0, 5)));
        await ProgrammePlay.SelectAllAsync(city, acting);
        foreach (var played in all.Where(played => played.Definition.Held.OfType<SelectionDefinition>().Any()))
        {
            await TimedAsync(played, isCounted: true, async () =>
            {
                foreach (var id in played.Ids) await play.DecideAllAsync(id, played.Definition);
            });
        }

        // The longest public notice, and the days for what is objected.
        await city.PassUntilAsync(city.App.Clock!.GetUtcNow().AddDays(60));
        foreach (var (played, id) in all.SelectMany(played => played.Ids.Select(id => (played, id))))
        {
            if (await play.StatusAsync(id) is var status and not "Approved")
            {
                throw new InvalidOperationException($"An application of {played.Definition.Programme} is {status}.");
            }
        }

        return [.. all.Select(Result)];
    }

    private async Task BeginAsync(ProgrammePlay play, Played played, int number)
    {
        var id = await play.SubmitAsync(played.Definition, number);
        await play.DecideAllAsync(id, played.Definition);
        if (number > 0) played.Ids.Add(id);
    }

    private async Task TimedAsync(Played played, bool isCounted, Func<Task> doAsync)
    {
        var (began, before) = (Stopwatch.GetTimestamp(), city.App.StorageTransactions.ByService.Values.Sum());
        await doAsync();
        if (!isCounted) return;
        played.Time += Stopwatch.GetElapsedTime(began);
        played.Transactions += city.App.StorageTransactions.ByService.Values.Sum() - before;
    }

    private ProgrammeResult Result(Played played)
    {
        var (ids, definition) = (played.Ids, played.Definition);
        var sums = ids.Select(histories.Of).ToList();
        return new ProgrammeResult(
            definition.Programme, definition.Version, definition.Held.Count(), Math.Round(ids.Count / played.Time.TotalSeconds, 2),
            Percentiles.Of(ids.SelectMany(watch.StartsOf)), Percentiles.Of(ids.SelectMany(watch.TurnsOf)),
            Math.Round(sums.Average(sum => sum.Events), 1), Math.Round(sums.Average(sum => sum.Bytes)),
            Math.Round(sums.Average(sum => sum.Actions), 1), Math.Round(played.Transactions / (double)ids.Count, 1));
    }
}

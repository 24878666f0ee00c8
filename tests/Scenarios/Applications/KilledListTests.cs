using System.Globalization;
using System.Threading.Channels;

namespace Scenarios.Applications;

/// <summary>kill -9 of LocalHost while many people work: every list equals the records in the end.</summary>
public sealed class KilledListTests(ITestOutputHelper log)
{
    private const int Applications = 12;

    /// <summary>Acts of people before each kill; together fewer than the 56 that they do. The last ones are decisions.</summary>
    private static readonly int[] Kills = [6, 8, 9, 9, 9, 5, 4, 4];

    private static readonly string[] Applicants = ["lin", "zhao"];

    /// <summary>Another one repeats a run that failed, or looks at other moments.</summary>
    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("SCENARIO_SEED") ?? "2026", CultureInfo.InvariantCulture);

    private readonly Channel<string> acts = Channel.CreateUnbounded<string>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_AtAnyMomentOfManyApplications_ListsShowTheRecords()
    {
        log.WriteLine($"seed {Seed}");
        await using var host = new LocalHostProcess();
        await host.StartAsync(Cancellation);
        List<RetryingPeople> all = [.. Enumerable.Range(0, Applications).Select(number => People(host, Applicants[number % 2]))];

        var played = Task.WhenAll(all.Select((people, number) => PlayAsync(people, number / 2)));
        await KillAsync(host, new Random(Seed), played);
        await played;

        await new LocalHostProcessRecords(host).QuietAsync(Cancellation);
        var reading = new ListReading(all[0], Cancellation);
        for (var number = 0; number < Applicants.Length; number++)
        {
            await reading.AssertApplicationsAsync(
                Applicants[number], all.Where((_, index) => index % 2 == number).Select(people => people.Id));
        }

        await reading.AssertInboxesAsync(host.Users.Keys, all.Select(people => people.Id));
        Assert.Empty(new LocalHostProcessRecords(host).DeadLetters());
        all.ForEach(people => people.Dispose());
    }

    private static RetryingPeople People(LocalHostProcess host, string applicant) =>
        new(host.BaseAddress, host.MailFolder, host.Users, applicant);

    /// <summary>Plays one of six stories of an application to its end.</summary>
    private async Task PlayAsync(RetryingPeople people, int story)
    {
        await ActAsync("draft", people.DraftAsync);
        if (story == 0) return;
        for (var number = 0; number < 3; number++) await ActAsync("upload", cancellation => people.UploadAsync(number, cancellation));
        switch (story)
        {
            case 1:
                await people.UntilAsync("Submitted", Cancellation);
                await people.AskedAsync("District", 1, Cancellation);
                break;
            case 2:
                await ActAsync("withdraw", people.WithdrawAsync);
                await people.UntilAsync("Withdrawn", Cancellation);
                break;
            case 3:
                await DecideAsync(people, "District", 1, "Reject");
                await people.UntilAsync("Rejected", Cancellation);
                break;
            case 4:
                await DecideAsync(people, "District", 1, "Approve");
                for (var number = 1; number <= 2; number++) await people.AskedAsync("Department", number, Cancellation);
                break;
            default:
                await DecideAsync(people, "District", 1, "Approve");
                for (var number = 1; number <= 2; number++) await DecideAsync(people, "Department", number, "Approve");
                await DecideAsync(people, "LeadingGroup", 1, "Approve");
                await people.UntilAsync("Approved", Cancellation);
                break;
        }
    }

    private async Task DecideAsync(RetryingPeople people, string stage, int number, string decision)
    {
        var mail = await people.AskedAsync(stage, number, Cancellation);
        await ActAsync($"{decision} in {stage}", cancellation => people.DecideAsync(mail, decision, cancellation));
    }

    private async Task ActAsync(string act, Func<CancellationToken, Task> play)
    {
        await acts.Writer.WriteAsync(act, Cancellation);
        await play(Cancellation);
    }

    /// <summary>Kills while some act is under way or what follows of it is, then starts the host on what was stored.</summary>
    private async Task KillAsync(LocalHostProcess host, Random random, Task played)
    {
        for (var kill = 0; kill < Kills.Length; kill++)
        {
            var last = "";
            for (var act = 0; act < Kills[kill]; act++)
            {
                var next = acts.Reader.ReadAsync(Cancellation).AsTask();
                // A story that fails ends the test with its own words.
                if (await Task.WhenAny(next, played) == played && played.IsFaulted) await played;
                last = await next;
            }

            var moment = TimeSpan.FromMilliseconds(random.Next(300));
            await Task.Delay(moment, Cancellation);
            log.WriteLine($"kill {kill + 1} at {DateTimeOffset.UtcNow:O}: {moment.TotalMilliseconds} ms after {last}");
            await host.KillAsync();
            await host.StartAsync(Cancellation);
        }
    }
}

using System.Text.Json;

namespace Scenarios.Reviews;

/// <summary>kill -9 of LocalHost at bad moments: the review goes on, and nothing is lost or doubled.</summary>
public sealed class CrashTests(ITestOutputHelper log)
{
    private const int Seed = 2026;

    /// <summary>Assignments of special-fund-rd in order: each stage, and how many are asked.</summary>
    private static readonly (string Stage, int Number)[] Assignments = [("District", 1), ("Department", 1), ("Department", 2), ("LeadingGroup", 1)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_AfterLastUploadAnswered_ReviewStartsAndEnds()
    {
        await using var host = new LocalHostProcess();
        await host.StartAsync(Cancellation);
        using var people = People(host);
        await people.DraftAsync(Cancellation);
        for (var number = 0; number < 3; number++) await people.UploadAsync(number, Cancellation);
        // Now the last document is being checked, or the review is being started.
        await RestartAsync(host);

        await ApproveAllAsync(people);

        await AssertWholeAsync(host, people);
    }

    [Fact]
    public async Task Kill_AfterDecisionAnswered_NextStageOpens()
    {
        await using var host = new LocalHostProcess();
        await host.StartAsync(Cancellation);
        using var people = People(host);
        await people.DraftAsync(Cancellation);
        for (var number = 0; number < 3; number++) await people.UploadAsync(number, Cancellation);
        foreach (var (stage, number) in Assignments)
        {
            await people.ApproveAsync(await people.AskedAsync(stage, number, Cancellation), Cancellation);
            await RestartAsync(host);
        }

        await AssertWholeAsync(host, people);
    }

    [Fact]
    public async Task Kill_WhileAnyoneActsOrWaits_ReviewEndsOnce()
    {
        var random = new Random(Seed);
        await using var host = new LocalHostProcess();
        await host.StartAsync(Cancellation);
        using var people = People(host);
        await people.DraftAsync(Cancellation);

        for (var number = 0; number < 3; number++) await KilledAsync(host, random, people.UploadAsync(number, Cancellation));
        foreach (var (stage, number) in Assignments)
        {
            var asked = people.AskedAsync(stage, number, Cancellation);
            if (number == 1) await KilledAsync(host, random, asked);
            await KilledAsync(host, random, people.ApproveAsync(await asked, Cancellation));
        }

        await AssertWholeAsync(host, people);
    }

    private static RetryingPeople People(LocalHostProcess host) => new(host.BaseAddress, host.MailFolder, host.Users);

    private static async Task ApproveAllAsync(RetryingPeople people)
    {
        foreach (var (stage, number) in Assignments) await people.ApproveAsync(await people.AskedAsync(stage, number, Cancellation), Cancellation);
    }

    /// <summary>Kills at some moment while the act is under way or what follows of it is; then the act comes to its end.</summary>
    private async Task KilledAsync(LocalHostProcess host, Random random, Task act)
    {
        var moment = TimeSpan.FromMilliseconds(random.Next(400));
        await Task.Delay(moment, Cancellation);
        log.WriteLine($"kill after {moment.TotalMilliseconds} ms, act {(act.IsCompleted ? "done" : "under way")}");
        await RestartAsync(host);
        await act;
    }

    private static async Task RestartAsync(LocalHostProcess host)
    {
        var emulator = host.Emulator;
        await host.KillAsync();
        await host.StartAsync(Cancellation);
        Assert.Equal(emulator, host.Emulator);
    }

    private static async Task AssertWholeAsync(LocalHostProcess host, RetryingPeople people)
    {
        await people.UntilAsync("Approved", Cancellation);
        var records = new LocalHostProcessRecords(host);
        await records.QuietAsync(Cancellation);
        var record = await people.ReadAsync("/facts", Cancellation);

        Assert.True(record.GetProperty("whole").GetBoolean());
        var facts = record.GetProperty("facts").EnumerateArray().ToList();
        Assert.Equal(["Completeness.0", "Department.0", "District.0", "LeadingGroup.0"], Keys(facts, "StageOpened", "stage", "round"));
        Assert.Equal(["Completeness.0", "Department.0", "District.0", "LeadingGroup.0"], Keys(facts, "StageClosed", "stage", "round"));
        var asked = Assignments.Select(one => $"review.{people.Id}.{one.Stage}.0.{one.Number}").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(asked, Keys(facts, "AssignmentOpened", "assignment"));
        Assert.Equal(asked, Keys(facts, "DecisionRecorded", "assignment"));
        Assert.Single(facts, fact => Type(fact) == "ApplicationSubmitted");
        Assert.Single(facts, fact => Type(fact) == "ApplicationApproved");

        var published = records.Taken("facts");
        Assert.Empty(facts.Select(fact => $"{people.Id}-{fact.GetProperty("number").GetInt32():D9}")
            .Except(published.Select(id => id[..^9])));
        Assert.Empty(records.DeadLetters());

        var mails = people.Mailbox.All().Where(mail => mail.Link is not null).Select(mail => mail.Id).Order(StringComparer.Ordinal);
        Assert.Equal(asked.Select(id => $"assignment-opened.{id}"), mails);
        Assert.Empty(await host.StopAsync(Cancellation));
    }

    private static IEnumerable<string> Keys(IEnumerable<JsonElement> facts, string type, params string[] parts) => facts
        .Where(fact => Type(fact) == type)
        .Select(fact => string.Join('.', parts.Select(part => fact.GetProperty("data").GetProperty(part).ToString())))
        .Order(StringComparer.Ordinal);

    private static string Type(JsonElement fact) => fact.GetProperty("type").GetString()!;
}

using System.Text.Json;
using App.Tests.Fixtures;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Assignments;

/// <summary>Stores, lists and letters in memory, and the tools of questions over them.</summary>
internal sealed class AskingBench
{
    private readonly MemoryTables tables = new();

    public AskingBench(DateTimeOffset now, params IEnumerable<Aggregate> aggregates)
    {
        Time = new FakeTimeProvider(now);
        Lists = new Lists(tables);
        Bulletins = new LetterSender(Bus.Client);
        Store = StoreUnderTest.Over(tables, Bus, Time, aggregates);
    }

    public FakeTimeProvider Time { get; }

    /// <summary>Of the tools that are made next.</summary>
    public WorkingCalendar Calendar { get; set; } = WorkingCalendar.Official;

    public MemoryBus Bus { get; } = new();

    public AggregateStore Store { get; }

    public Lists Lists { get; }

    public LetterSender Bulletins { get; }

    /// <summary>What is in the queue of letters, in order.</summary>
    public IReadOnlyList<Letter> Letters =>
        [.. Bus.To(Topology.Letters).Select(message => JsonSerializer.Deserialize<Letter>(message.Body, AppJson.Options)!)];

    /// <summary>Of all letters: template and recipient.</summary>
    public IEnumerable<string> Mailed => Letters.Select(letter => $"{letter.Template} {letter.StaffId ?? letter.Email}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Tools for these people; those of the same bench share its tables.</summary>
    public AskingTools Tools(params IEnumerable<StaffMember> people)
    {
        var staff = Directory(people);
        return new AskingTools(
            Store, staff, Calendar, new AssignmentLetters(staff, Bulletins, Options.Create(new AssignmentOptions())), Time);
    }

    public static StaffDirectory Directory(IEnumerable<StaffMember> people) =>
        new(Options.Create(new StaffOptions { Staff = [.. people] }));

    /// <summary>Names of an aggregate's facts, in order.</summary>
    public async Task<IReadOnlyList<string>> FactsAsync(Aggregate aggregate, string id) =>
        [.. (await Store.ReadFactsAsync(aggregate.Table, id, Cancellation)).Select(fact => fact.Type)];

    /// <summary>The ids in a person's inbox, in order.</summary>
    public async Task<IReadOnlyList<string>> InboxAsync(string person)
    {
        var ids = new List<string>();
        await foreach (var line in Lists.ReadAllAsync(AssignmentIndex.OfPerson, person, Cancellation)) ids.Add(line.Id);
        return ids;
    }
}

using App.Tests.Fixtures;
using Azure;
using CsCheck;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

/// <summary>Whatever fails, and wherever a process ends: after the sweep, lists equal the state and each fact is published.</summary>
public sealed class AggregateStoreFaultTests
{
    private const string Id = "s1";
    private static readonly string[] Readers = ["ann", "bob", "cid"];

    /// <summary>Each safe to repeat: what it adds is there once, whoever repeats it.</summary>
    private static readonly Func<Shelf?, Change<Shelf>>[] Commands =
    [
        shelf => shelf is null ? Shelf.Empty.With(new Book(1, "ann")).Changed() : Change.None(shelf),
        shelf => shelf!.Books.Any(book => book.Number == 2) ? Change.None(shelf) : shelf.With(new Book(2, "ann")).With(new Book(3, "cid")).Changed(2),
        shelf => Reader(shelf!, 1) != "ann" ? Change.None(shelf!) : shelf!.With(new Book(1, "bob")).Changed(),
        shelf => shelf!.Label.Text == "new" ? Change.None(shelf) : (shelf with { Label = new Label("new") }).Changed(),
        shelf => Reader(shelf!, 2) is null ? Change.None(shelf!) : shelf!.With(new Book(2)).Changed(),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<FaultKind> Kinds => [.. Enum.GetValues<FaultKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Commands_OneOperationFails_HealByTheSweep(FaultKind kind)
    {
        var count = await RunAsync(new Faults(_ => null), processes: 1);
        Assert.InRange(count, 20, 100);

        for (var position = 0; position < count; position++) await RunAsync(Faults.At(position, kind), processes: 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Commands_OfTwoProcesses_OneOperationFails_HealByTheSweep(FaultKind kind)
    {
        var count = await RunAsync(new Faults(_ => null), processes: 2);

        for (var position = 0; position < count; position++) await RunAsync(Faults.At(position, kind), processes: 2);
    }

    [Fact]
    public void Commands_OperationsFailAtRandom_HealByTheSweep() =>
        Gen.Select(Gen.Int[0, 6].Array[60], Gen.Int[1, 2]).Sample((dice, processes) =>
            // Synchronous in memory.
            RunAsync(new Faults(number => number < dice.Length && dice[number] < 3 ? (FaultKind)dice[number] : null), processes).GetAwaiter().GetResult(),
            iter: 500);

    [Theory]
    [InlineData(FaultKind.AnswerLost)]
    [InlineData(FaultKind.RefusedAgain)]
    public async Task Commit_ItsAnswerIsLost_SucceedsWithoutDecidingAgain(FaultKind kind)
    {
        var under = new StoreUnderTest(Shelf.Kind);
        await under.Store.PutAsync(Shelf.Kind, Id, Commands[0], Cancellation);
        var decisions = 0;
        // The marker is the first operation.
        under.Tables.Faults = Faults.At(1, kind);

        var stored = await under.Store.ChangeAsync(Shelf.Kind, Id, shelf =>
        {
            decisions++;
            return shelf.With(new Book(2, "bob")).Changed();
        }, Cancellation);

        Assert.Equal((1, true, 2), (decisions, stored.Changed, stored.Head.Number));
        Assert.Equal(stored.ETag, (await under.Store.GetAsync(Shelf.Kind, Id, Cancellation)).ETag);
        Assert.Single(await under.LinesAsync(Shelf.OfReader, "bob"));
    }

    [Fact]
    public async Task Commit_ItsAnswerIsLostAndAnotherFollows_SucceedsWithTheNewestState()
    {
        var under = new StoreUnderTest(Shelf.Kind);
        await under.Store.PutAsync(Shelf.Kind, Id, Commands[0], Cancellation);
        var other = under.AnotherProcess().Store;
        under.Tables[Shelf.Table].AfterNextWrite(async () =>
        {
            await other.ChangeAsync(Shelf.Kind, Id, shelf => shelf.With(new Book(1, "cid")).Changed(), Cancellation);
            throw new RequestFailedException(412, "UpdateConditionNotSatisfied");
        });

        var stored = await under.Store.ChangeAsync(Shelf.Kind, Id, shelf => shelf.With(new Book(1, "bob")).Changed(), Cancellation);

        Assert.Equal((true, 3, "cid"), (stored.Changed, stored.Head.Number, Reader(stored.State, 1)));
        await under.SweepAsync();
        await AssertShownAsync(under);
    }

    [Fact]
    public async Task Commit_OfAnotherProcessIsStillShowingItsLines_IsShownAgainByTheSweep()
    {
        var under = new StoreUnderTest(Shelf.Kind);
        await under.Store.PutAsync(Shelf.Kind, Id, Commands[0], Cancellation);
        var (slow, faster) = (under.AnotherProcess().Store, under.Store);
        under.Tables[Topology.ListsTable].BeforeNextWrite(async () =>
            await faster.ChangeAsync(Shelf.Kind, Id, shelf => shelf.With(new Book(1)).Changed(), Cancellation));

        // Its line arrives after that of the commit that follows it.
        await slow.ChangeAsync(Shelf.Kind, Id, shelf => shelf.With(new Book(1, "ann", "text")) with { Label = new Label("late") } is var next
            ? next.Changed() : throw new InvalidOperationException(), Cancellation);
        Assert.NotEmpty(await under.LinesAsync(Shelf.OfReader, "ann"));
        await under.SweepAsync();

        await AssertShownAsync(under);
        Assert.Empty(await under.PendingAsync());
    }

    /// <returns>Operations that the commands took.</returns>
    private static async Task<int> RunAsync(Faults faults, int processes)
    {
        var under = new StoreUnderTest(Shelf.Kind);
        AggregateStore[] stores = [under.Store, .. Enumerable.Range(1, processes - 1).Select(_ => under.AnotherProcess().Store)];
        (under.Tables.Faults, under.Bus.Faults) = (faults, faults);
        for (var command = 0; command < Commands.Length; command++)
        {
            // The caller repeats what failed once.
            if (!await TryAsync(stores[command % processes], Commands[command]) && !await TryAsync(stores[command % processes], Commands[command])) break;
        }

        var count = faults.Count;
        (under.Tables.Faults, under.Bus.Faults) = (null, null);
        await under.SweepAsync();
        await under.SweepAsync();

        await AssertShownAsync(under);
        Assert.Empty(await under.PendingAsync());
        var facts = await under.Store.ReadFactsAsync(Shelf.Table, Id, Cancellation);
        Assert.Equal(facts.Select(fact => fact.MessageId[..^9]), under.Published.Distinct().Order());
        return count;
    }

    private static async Task<bool> TryAsync(AggregateStore store, Func<Shelf?, Change<Shelf>> command)
    {
        try
        {
            await store.PutAsync(Shelf.Kind, Id, command, Cancellation);
            return true;
        }
        catch (Exception exception) when (Outage.Is(exception))
        {
            return false;
        }
    }

    private static async Task AssertShownAsync(StoreUnderTest under)
    {
        var shelf = (await under.Store.FindAsync(Shelf.Kind, Id, Cancellation))?.State ?? Shelf.Empty;
        foreach (var reader in Readers)
        {
            Assert.Equal(
                shelf.Books.Where(book => book.Reader == reader).Select(book => new BookLine(book.Number, shelf.Label.Text)),
                await under.LinesAsync(Shelf.OfReader, reader));
        }
    }

    private static string? Reader(Shelf shelf, int book) => shelf.Books.Single(each => each.Number == book).Reader;
}

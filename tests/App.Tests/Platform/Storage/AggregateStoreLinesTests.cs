using App.Tests.Fixtures;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

/// <summary>The lists in which an aggregate stands, after commits and after the sweep.</summary>
public sealed class AggregateStoreLinesTests
{
    private const string Id = "s1";

    private readonly StoreUnderTest under = new(Shelf.Kind, Shelf.Labels);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_Added_ShowsItsLines()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")).With(new Book(2, "bob")).With(new Book(3)));

        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("ann"));
        Assert.Equal([new BookLine(2, "empty")], await LinesAsync("bob"));
    }

    [Fact]
    public async Task Commit_Changed_WritesTheLinesThatDiffer()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")).With(new Book(2, "ann")));
        var writes = under.Tables[Topology.ListsTable].Writes;

        await PutAsync(shelf => shelf.With(new Book(2, "bob")).With(new Book(3, "ann")));

        Assert.Equal([new BookLine(1, "empty"), new BookLine(3, "empty")], await LinesAsync("ann"));
        Assert.Equal([new BookLine(2, "empty")], await LinesAsync("bob"));
        // Two new lines and one that is gone; that of book 1 did not change.
        Assert.Equal(3, under.Tables[Topology.ListsTable].Writes - writes);
    }

    [Fact]
    public async Task Commit_WhatALineShowsChanged_ShowsItInItsPlace()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));

        await PutAsync(shelf => shelf with { Label = new Label("new") });

        Assert.Equal([new BookLine(1, "new")], await LinesAsync("ann"));
    }

    [Fact]
    public async Task Commit_NoLineDiffers_WritesNone()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        var writes = under.Tables[Topology.ListsTable].Writes;

        await PutAsync(shelf => shelf.With(new Book(2)));

        Assert.Equal(writes, under.Tables[Topology.ListsTable].Writes);
    }

    [Fact]
    public async Task Commit_ListsFail_SucceedsAndTheSweepShowsAndPublishes()
    {
        under.Tables.Break(Topology.ListsTable);

        var stored = await PutAsync(shelf => shelf.With(new Book(1, "ann")));

        Assert.True(stored.Changed);
        Assert.Empty(await LinesAsync("ann"));

        await under.SweepAsync();

        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("ann"));
        Assert.Equal(["s1-000000001"], under.Published);
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Commit_ListsFail_TheRepeatedCommandFindsItDoneAndShowsIt()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        under.Tables.Break(Topology.ListsTable);
        await GiveToBobAsync();

        var repeated = await GiveToBobAsync();

        Assert.False(repeated.Changed);
        Assert.Empty(await LinesAsync("ann"));
        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("bob"));

        Task<Stored<Shelf>> GiveToBobAsync() => under.Store.ChangeAsync(
            Shelf.Kind, Id, shelf => shelf.Books[0].Reader == "bob" ? Change.None(shelf) : shelf.With(new Book(1, "bob")).Changed(), Cancellation);
    }

    [Fact]
    public async Task Command_FindsItsWorkDoneAndShown_WritesNoLine()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        var writes = under.Tables[Topology.ListsTable].Writes;

        await under.Store.ChangeAsync(Shelf.Kind, Id, Change.None, Cancellation);

        Assert.Equal(writes, under.Tables[Topology.ListsTable].Writes);
    }

    /// <summary>The marker stays until the facts are out; that the lists are right is known.</summary>
    [Fact]
    public async Task Command_FindsItsWorkDoneShownAndNotPublished_WritesNoLine()
    {
        under.Bus.Broken = Topology.Facts;
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        Assert.Single(await under.PendingAsync());
        var (lines, markers) = (under.Tables[Topology.ListsTable].Writes, under.Tables[Topology.OutboxTable].Writes);

        await under.Store.ChangeAsync(Shelf.Kind, Id, Change.None, Cancellation);

        Assert.Equal((lines, markers), (under.Tables[Topology.ListsTable].Writes, under.Tables[Topology.OutboxTable].Writes));
    }

    [Fact]
    public async Task Command_FindsItsWorkDoneAndListsFailAgain_SucceedsAllTheSame()
    {
        under.Tables.Break(Topology.ListsTable);
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        under.Tables.Break(Topology.ListsTable);

        Assert.False((await under.Store.ChangeAsync(Shelf.Kind, Id, Change.None, Cancellation)).Changed);

        await under.SweepAsync();
        Assert.Single(await LinesAsync("ann"));
    }

    [Fact]
    public async Task Command_FindsItsWorkDoneAndDiesBeforeItsSecondLook_LeavesNoLineThatALaterCommitTookOut()
    {
        under.Bus.Broken = Topology.Facts;
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        under.Time.Advance(TimeSpan.FromMinutes(2));
        under.Tables[Topology.ListsTable].BeforeNextWrite(async () =>
        {
            // The command has read the state. The marker that it found goes, the book comes back, and the process ends after the next
            // line.
            await under.SweepAsync(TimeSpan.Zero);
            await PutAsync(shelf => shelf.With(new Book(1)));
            under.Tables.LoseAnswer(Topology.ListsTable);
        });

        await under.Store.ChangeAsync(Shelf.Kind, Id, Change.None, Cancellation);
        Assert.NotEmpty(await LinesAsync("ann"));
        await under.SweepAsync();

        Assert.Empty(await LinesAsync("ann"));
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Sweep_LineGone_TakesItOut()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")).With(new Book(2, "ann")));
        under.Tables.Break(Topology.ListsTable);
        await PutAsync(shelf => shelf.With(new Book(1, "bob")));

        await under.SweepAsync();

        Assert.Equal([new BookLine(2, "empty")], await LinesAsync("ann"));
        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("bob"));
    }

    [Fact]
    public async Task Sweep_LinePutBackByALaterCommit_Stays()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        under.Tables.Break(Topology.ListsTable);
        await PutAsync(shelf => shelf.With(new Book(1)));
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));

        await under.SweepAsync();

        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("ann"));
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Sweep_TwoCommitsWithoutTheirLines_ShowsTheLastState()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        under.Tables.Break(Topology.ListsTable);
        await PutAsync(shelf => shelf.With(new Book(1, "bob")));
        under.Tables.Break(Topology.ListsTable);
        await PutAsync(shelf => shelf.With(new Book(1, "cid")));

        await under.SweepAsync();

        Assert.Empty(await LinesAsync("ann"));
        Assert.Empty(await LinesAsync("bob"));
        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("cid"));
    }

    [Fact]
    public async Task Sweep_LoserOfARaceLeftItsMarkerForTheWinners_StillTakesTheWinnersLineOut()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        var (won, losing) = (new TaskCompletionSource(), Task.CompletedTask);
        var table = under.Tables[Shelf.Table];
        table.BeforeNextWrite(() =>
        {
            // The loser's marker comes between the winner's marker and the winner's commit; then the winner's process ends.
            table.BeforeNextWrite(() => won.Task);
            table.AfterNextWrite(() =>
            {
                won.SetResult();
                under.Tables.Break(Topology.ListsTable);
                return Task.CompletedTask;
            });
            losing = under.Store.ChangeAsync(Shelf.Kind, Id, AddUnlessReturned, Cancellation);
            return Task.CompletedTask;
        });

        await PutAsync(shelf => shelf.With(new Book(1)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => losing);
        Assert.NotEmpty(await LinesAsync("ann"));
        await under.SweepAsync();

        Assert.Empty(await LinesAsync("ann"));
        Assert.Empty(await under.PendingAsync());

        static Change<Shelf> AddUnlessReturned(Shelf shelf) =>
            shelf.Books[0].Reader is null ? throw new InvalidOperationException("It is back.") : shelf.With(new Book(2)).Changed();
    }

    [Fact]
    public async Task Commit_ALaterOneShowsItsLinesFirst_LeavesThose()
    {
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        under.Tables[Topology.ListsTable].BeforeNextWrite(() => PutAsync(shelf => shelf.With(new Book(1, "cid"))));

        await PutAsync(shelf => shelf.With(new Book(1, "bob")));

        Assert.Empty(await LinesAsync("ann"));
        Assert.Empty(await LinesAsync("bob"));
        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("cid"));
    }

    [Fact]
    public async Task Commit_ALaterOneIsAnsweredFirst_LeavesItsLines()
    {
        await PutAsync(shelf => shelf);
        under.Tables[Shelf.Table].AfterNextWrite(() => PutAsync(shelf => shelf.With(new Book(1))));

        await PutAsync(shelf => shelf.With(new Book(1, "ann")));

        Assert.Empty(await LinesAsync("ann"));
    }

    [Fact]
    public async Task Sweep_ProcessEndedWhenItsLineCameTooLate_TakesTheLineOut()
    {
        under.Tables[Topology.ListsTable].BeforeNextWrite(async () =>
        {
            await PutAsync(shelf => shelf.With(new Book(1)));
            under.Tables.LoseAnswer(Topology.ListsTable);
        });
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        Assert.NotEmpty(await LinesAsync("ann"));

        await under.SweepAsync();

        Assert.Empty(await LinesAsync("ann"));
    }

    [Fact]
    public async Task Sweep_ALaterCommitShowsItsLinesFirst_LeavesThose()
    {
        under.Bus.Broken = Topology.Facts;
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        under.Tables[Topology.ListsTable].BeforeNextWrite(() => PutAsync(shelf => shelf.With(new Book(1, "cid"))));

        await under.SweepAsync();

        Assert.Empty(await LinesAsync("ann"));
        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("cid"));
    }

    [Fact]
    public async Task Sweep_DiesBetweenALineAndItsSecondLook_LeavesNoLineThatALaterCommitTookOut()
    {
        under.Tables.Break(Topology.ListsTable);
        await PutAsync(shelf => shelf.With(new Book(1, "ann")));
        await PutAsync(shelf => shelf.With(new Book(2, "bob")));
        var lists = under.Tables[Topology.ListsTable];
        lists.BeforeNextWrite(async () =>
        {
            // The sweep has read the state; now the book comes back, and the process ends after the next line but one.
            await PutAsync(shelf => shelf.With(new Book(2)));
            lists.BeforeNextWrite(() =>
            {
                under.Tables.LoseAnswer(Topology.ListsTable);
                return Task.CompletedTask;
            });
        });

        await Assert.ThrowsAnyAsync<Exception>(() => under.SweepAsync());
        await under.SweepAsync();

        Assert.Empty(await LinesAsync("bob"));
        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("ann"));
        Assert.Empty(await under.PendingAsync());
    }

    private Task<Stored<Shelf>> PutAsync(Func<Shelf, Shelf> change) =>
        under.Store.PutAsync(Shelf.Kind, Id, current => change(current ?? Shelf.Empty).Changed(), Cancellation);

    private Task<IReadOnlyList<BookLine>> LinesAsync(string reader) => under.LinesAsync(Shelf.OfReader, reader);
}

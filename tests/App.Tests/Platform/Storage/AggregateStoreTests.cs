using App.Tests.Fixtures;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

public sealed class AggregateStoreTests
{
    private const string Id = "s1";

    private readonly StoreUnderTest under = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_NeverAdded_IsNull()
    {
        Assert.Null(await under.Store.FindAsync(Shelf.Kind, Id, Cancellation));
        Assert.Null(await under.Store.FindAsync(Shelf.Labels, Id, Cancellation));
    }

    [Fact]
    public async Task GetOrChange_NeverAdded_IsNotFound()
    {
        Assert.Equal("not-found", await SlugAsync(under.Store.GetAsync(Shelf.Kind, Id, Cancellation)));
        Assert.Equal("not-found", await SlugAsync(ChangeAsync(shelf => shelf.Changed())));
    }

    [Fact]
    public async Task Put_NoneYet_AddsItWithItsFirstFact()
    {
        Shelf? given = Shelf.Empty;
        var added = await under.Store.PutAsync(Shelf.Kind, Id, current =>
        {
            given = current;
            return Shelf.Empty.With(new Book(1)).Changed();
        }, Cancellation);

        Assert.Null(given);
        Assert.True(added.Changed);
        var fact = Assert.Single(await FactsAsync());
        Assert.Equal(
            (1, "ShelfChanged", "librarian", """{"label":"empty"}""", ""), (fact.Number, fact.Type, fact.Actor, fact.Data, fact.Previous));
        Assert.Equal(under.Time.GetUtcNow(), fact.At);
        Assert.Equal(new FactHead(1, fact.Hash), added.Head);
    }

    [Fact]
    public async Task Change_Existing_StoresStateAndLengthensTheChain()
    {
        await AddAsync(Shelf.Empty.With(new Book(2)).With(new Book(1)));

        var changed = await ChangeAsync(shelf => shelf.With(new Book(3, "ann")).Changed(facts: 2));

        var read = await GetAsync();
        Assert.Equal([1, 2, 3], read.State.Books.Select(book => book.Number));
        Assert.Equal(changed.Head, read.Head);
        var facts = await FactsAsync();
        Assert.Equal([1, 2, 3], facts.Select(fact => fact.Number));
        Assert.Null(FactChain.FirstBroken(facts));
        Assert.Equal(facts[^1].Hash, changed.Head.Hash);
    }

    [Fact]
    public async Task Change_ByTheOwnRowAlone_LeavesTheOtherRows()
    {
        await AddAsync(Shelf.Empty.With(new Book(1, "ann", "text")));

        await under.Store.ChangeAsync(
            Shelf.Labels, Id, _ => Change.To(new Label("other"), "librarian", new ShelfChanged("other")), Cancellation);

        var read = await GetAsync();
        Assert.Equal(("other", new Book(1, "ann", "text")), (read.State.Label.Text, Assert.Single(read.State.Books)));
        Assert.Equal(2, read.Head.Number);
    }

    [Fact]
    public async Task Change_None_WritesNothing()
    {
        var added = await AddAsync(Shelf.Empty);
        var (rows, markers, lines) = Writes();

        var same = await ChangeAsync(Change.None);

        Assert.Equal((rows, markers, lines), Writes());
        Assert.Equal((added.ETag, added.Head, false), (same.ETag, same.Head, same.Changed));
    }

    [Fact]
    public async Task Change_Confirmed_CommitsOnWhatWasLookedAt()
    {
        await AddAsync(Shelf.Empty.With(new Book(1)));
        var looked = new List<int>();

        await under.Store.ChangeAsync(Shelf.Kind, Id, shelf => shelf.With(new Book(2)).Changed(), Cancellation, confirm: LookAsync);
        await under.Store.ChangeAsync(Shelf.Kind, Id, Change.None, Cancellation, confirm: LookAsync);

        Assert.Equal([1], looked);

        Task LookAsync(Shelf shelf, CancellationToken cancellation)
        {
            looked.Add(shelf.Books.Count);
            return Task.CompletedTask;
        }
    }

    /// <summary>What was refused on a state that may be an old one is looked at again, on the state as it is stored.</summary>
    [Fact]
    public async Task Change_NotConfirmed_WritesNothing()
    {
        await AddAsync(Shelf.Empty.With(new Book(1)));
        var writes = Writes();
        var looked = 0;

        Assert.Equal("not-found", await SlugAsync(under.Store.ChangeAsync(
            Shelf.Kind, Id, shelf => shelf.With(new Book(2)).Changed(), Cancellation, confirm: RefuseAsync)));

        Assert.Equal(writes, Writes());
        Assert.Equal(2, looked);

        Task RefuseAsync(Shelf shelf, CancellationToken cancellation)
        {
            looked++;
            throw PlatformProblems.NotFound.With();
        }
    }

    [Fact]
    public async Task Put_NothingAndNone_WritesNothing()
    {
        var nothing = await under.Store.PutAsync(Shelf.Kind, Id, _ => Change.None(Shelf.Empty), Cancellation);

        Assert.Equal((0, 0, 0), Writes());
        Assert.Equal(("", FactHead.Start, false), (nothing.ETag, nothing.Head, nothing.Changed));
    }

    [Fact]
    public async Task Put_Committed_ReturnsTheETagOfALaterRead()
    {
        var added = await AddAsync(Shelf.Empty.With(new Book(1)));
        Assert.Equal(added.ETag, (await GetAsync()).ETag);

        var changed = await ChangeAsync(shelf => shelf.With(new Book(1, "ann")).Changed(facts: 3));

        Assert.NotEqual(added.ETag, changed.ETag);
        Assert.Equal(changed.ETag, (await GetAsync()).ETag);
        Assert.Equal(changed.ETag, (await under.Store.GetAsync(Shelf.Labels, Id, Cancellation)).ETag);
    }

    [Fact]
    public async Task Change_OneRowOfMany_WritesThatRowAlone()
    {
        await AddAsync(Shelf.Empty.With(new Book(1)).With(new Book(2)).With(new Book(3)));
        var before = await RowsAsync();

        await ChangeAsync(shelf => shelf.With(new Book(2, "ann")).With(new Book(4)).Changed());

        var after = await RowsAsync();
        Assert.Equal(["aggregate", "book|002"], before.Keys.Where(row => after[row] != before[row]));
        Assert.Equal(["book|004", "fact|000000002"], after.Keys.Except(before.Keys));
    }

    private Task<Stored<Shelf>> AddAsync(Shelf shelf) => under.Store.PutAsync(Shelf.Kind, Id, _ => shelf.Changed(), Cancellation);

    private Task<Stored<Shelf>> ChangeAsync(Func<Shelf, Change<Shelf>> decide) =>
        under.Store.ChangeAsync(Shelf.Kind, Id, decide, Cancellation);

    private Task<Stored<Shelf>> GetAsync() => under.Store.GetAsync(Shelf.Kind, Id, Cancellation);

    private Task<IReadOnlyList<SealedFact>> FactsAsync() => under.Store.ReadFactsAsync(Shelf.Table, Id, Cancellation);

    private (int Rows, int Markers, int Lines) Writes() =>
        (under.Tables[Shelf.Table].Writes, under.Tables[Topology.OutboxTable].Writes, under.Tables[Topology.ListsTable].Writes);

    private async Task<SortedDictionary<string, ETag>> RowsAsync()
    {
        var rows = new SortedDictionary<string, ETag>(StringComparer.Ordinal);
        var all = under.Tables[Shelf.Table].QueryAsync<TableEntity>("", cancellationToken: Cancellation);
        await foreach (var row in all) rows[row.RowKey] = row.ETag;
        return rows;
    }

    private static async Task<string> SlugAsync(Task act) => (await Assert.ThrowsAsync<ProblemException>(() => act)).Type.Slug;
}

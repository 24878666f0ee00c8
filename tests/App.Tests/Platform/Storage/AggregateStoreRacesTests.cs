using App.Tests.Fixtures;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.Net.Http.Headers;

namespace App.Tests.Platform.Storage;

/// <summary>Two commands at the same moment, and what a caller insists on.</summary>
public sealed class AggregateStoreRacesTests
{
    private const string Id = "s1";

    private readonly StoreUnderTest under = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_AnotherIsFaster_DecidesAgainOnWhatThatLeft()
    {
        await AddAsync();
        var seen = new List<int>();
        under.Tables[Shelf.Table].BeforeNextWrite(() => ChangeAsync(shelf => shelf.With(new Book(1)).Changed()));

        var second = await ChangeAsync(shelf =>
        {
            seen.Add(shelf.Books.Count);
            return shelf.With(new Book(2)).Changed();
        });

        Assert.Equal([0, 1], seen);
        Assert.Equal([1, 2], (await GetAsync()).State.Books.Select(book => book.Number));
        Assert.Equal((3, (await GetAsync()).ETag), (second.Head.Number, second.ETag));
    }

    [Fact]
    public async Task Put_AnotherAddsFirst_DecidesAgainOnThat()
    {
        under.Tables[Shelf.Table].BeforeNextWrite(AddAsync);
        var seen = new List<bool>();

        var second = await under.Store.PutAsync(Shelf.Kind, Id, current =>
        {
            seen.Add(current is null);
            return (current ?? Shelf.Empty).With(new Book(2)).Changed();
        }, Cancellation);

        Assert.Equal([true, false], seen);
        Assert.Equal(2, second.Head.Number);
    }

    [Fact]
    public async Task Add_NoneYet_ReadsNothing()
    {
        under.Tables[Shelf.Table].BeforeNextRead(() => throw new InvalidOperationException("A read."));

        Assert.Equal(1, (await under.Store.AddAsync(Shelf.Kind, Id, _ => Shelf.Empty.Changed(), Cancellation)).Head.Number);
    }

    [Fact]
    public async Task Add_AnotherProcessAddedIt_DecidesOnThat()
    {
        await under.AnotherProcess().Store.PutAsync(Shelf.Kind, Id, _ => Shelf.Empty.With(new Book(1)).Changed(), Cancellation);

        var found = await under.Store.AddAsync(
            Shelf.Kind, Id, current => current is null ? Shelf.Empty.Changed() : Change.None(current), Cancellation);

        Assert.Equal((1, false, 1), (found.Head.Number, found.Changed, found.State.Books.Count));
    }

    [Fact]
    public async Task Add_RefusedWhereThereIsNone_LooksFirst()
    {
        await under.AnotherProcess().Store.PutAsync(Shelf.Kind, Id, _ => Shelf.Empty.Changed(), Cancellation);

        var found = await under.Store.AddAsync(Shelf.Kind, Id, current => current is null
            ? throw PlatformProblems.InvalidField.With() : Change.None(current), Cancellation);
        var refused = SlugAsync(under.Store.AddAsync<Shelf>(
            Shelf.Kind, "s2", _ => throw PlatformProblems.InvalidField.With(), Cancellation));

        Assert.Equal(1, found.Head.Number);
        Assert.Equal("invalid-field", await refused);
    }

    [Fact]
    public async Task FindRecent_OfAnotherProcess_KnowsNothing()
    {
        await AddAsync();
        var (elsewhere, _, _) = under.AnotherProcess();

        Assert.NotNull(under.Store.FindRecent(Shelf.Kind, Id));
        Assert.Null(elsewhere.FindRecent(Shelf.Kind, Id));
        under.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(under.Store.FindRecent(Shelf.Kind, Id));
    }

    [Fact]
    public async Task Change_TheFasterDidItsWork_ChangesNothingMore()
    {
        await AddAsync();
        under.Tables[Shelf.Table].BeforeNextWrite(() => ChangeAsync(Once));

        var second = await ChangeAsync(Once);

        Assert.Equal((2, false), (second.Head.Number, second.Changed));

        static Change<Shelf> Once(Shelf shelf) => shelf.Books.Count > 0 ? Change.None(shelf) : shelf.With(new Book(1)).Changed();
    }

    [Fact]
    public async Task Change_OthersAreAlwaysFaster_GivesUpAtLast()
    {
        await AddAsync();
        var decisions = 0;
        Interfere();

        await Assert.ThrowsAsync<StaleStateException>(() => ChangeAsync(shelf =>
        {
            decisions++;
            return shelf.With(new Book(2)).Changed();
        }));

        Assert.Equal(20, decisions);
        Assert.Empty((await GetAsync()).State.Books);

        void Interfere() => under.Tables[Shelf.Table].BeforeNextWrite(async () =>
        {
            await ChangeAsync(shelf => shelf.Changed());
            Interfere();
        });
    }

    [Fact]
    public async Task Change_TagOfAnotherState_IsRefusedUnlessItIsHidden()
    {
        var added = await AddAsync();
        var stale = IfMatch("W/\"other\"");

        Assert.Equal("precondition-failed", await SlugAsync(ChangeAsync(shelf => shelf.Changed(), stale)));
        Assert.Equal("precondition-failed", await SlugAsync(ChangeAsync(Change.None, stale)));
        Assert.Equal("precondition-failed", await SlugAsync(ChangeAsync(_ => throw PlatformProblems.InvalidField.With(), stale)));
        Assert.Equal("invalid-field", await SlugAsync(ChangeAsync(_ => throw PlatformProblems.InvalidField.With(), IfMatch(added.ETag))));
        Assert.Equal("not-found", await SlugAsync(ChangeAsync(_ => throw PlatformProblems.NotFound.With(), stale)));
        Assert.Equal(1, (await GetAsync()).Head.Number);
    }

    [Fact]
    public async Task Change_NeverAdded_IsNotFoundWhateverTheCallerInsistsOn()
    {
        Assert.Equal("not-found", await SlugAsync(ChangeAsync(shelf => shelf.Changed(), IfMatch("*"))));
        Assert.Equal("not-found", await SlugAsync(ChangeAsync(shelf => shelf.Changed(), IfMatch("W/\"other\""))));
    }

    [Fact]
    public async Task Change_TagOfItsState_IsTaken()
    {
        var added = await AddAsync();

        var changed = await ChangeAsync(shelf => shelf.Changed(), IfMatch(added.ETag));

        Assert.Equal(2, changed.Head.Number);
        Assert.Equal("precondition-failed", await SlugAsync(ChangeAsync(shelf => shelf.Changed(), IfMatch(added.ETag))));
    }

    [Fact]
    public async Task Change_AnotherIsFasterThanATag_IsRefused()
    {
        var added = await AddAsync();
        under.Tables[Shelf.Table].BeforeNextWrite(() => ChangeAsync(shelf => shelf.Changed()));

        Assert.Equal("precondition-failed", await SlugAsync(ChangeAsync(shelf => shelf.With(new Book(2)).Changed(), IfMatch(added.ETag))));
        Assert.Empty((await GetAsync()).State.Books);
    }

    [Fact]
    public async Task Put_OnlyWhereThereIsNothing_AddsOnce()
    {
        var absent = new Precondition(null, [EntityTagHeaderValue.Any]);

        await PutAsync(absent);

        Assert.Equal("precondition-failed", await SlugAsync(PutAsync(absent)));
        Assert.Equal(1, (await GetAsync()).Head.Number);
    }

    [Fact]
    public async Task Put_OnlyWhereThereIsSomething_AddsNothing()
    {
        Assert.Equal("precondition-failed", await SlugAsync(PutAsync(IfMatch("*"))));
        Assert.Null(await under.Store.FindAsync(Shelf.Kind, Id, Cancellation));
    }

    [Fact]
    public async Task Change_AnotherProcessWasHere_IsDecidedOnTheStateAsItIs()
    {
        await AddAsync();
        await ElsewhereAsync(shelf => shelf.With(new Book(1)).Changed());
        var seen = new List<int>();

        var changed = await ChangeAsync(shelf =>
        {
            seen.Add(shelf.Books.Count);
            return shelf.With(new Book(2)).Changed();
        });

        Assert.Equal([0, 1], seen);
        Assert.Equal([1, 2], changed.State.Books.Select(book => book.Number));
        Assert.Empty(await under.PendingAsync());
    }

    [Fact]
    public async Task Change_AnotherProcessWasHere_IsNotRefusedByTheOldState()
    {
        await AddAsync();
        await ElsewhereAsync(shelf => shelf.With(new Book(1)).Changed());

        var changed = await ChangeAsync(shelf => shelf.Books.Count > 0 ? shelf.With(new Book(2)).Changed() : throw PlatformProblems.InvalidField.With());

        Assert.Equal(3, changed.Head.Number);
    }

    [Fact]
    public async Task Change_AnotherProcessWasHere_IsNotFoundDoneByTheOldState()
    {
        await AddAsync();
        var elsewhere = await ElsewhereAsync(shelf => shelf.With(new Book(1)).Changed());

        var same = await ChangeAsync(Change.None);

        Assert.Equal((elsewhere.ETag, 1), (same.ETag, same.State.Books.Count));
    }

    [Fact]
    public async Task Change_AnotherProcessWasHere_TakesTheTagOfItsState()
    {
        var added = await AddAsync();
        var elsewhere = await ElsewhereAsync(shelf => shelf.With(new Book(1)).Changed());

        Assert.Equal("precondition-failed", await SlugAsync(ChangeAsync(shelf => shelf.Changed(), IfMatch(added.ETag))));
        Assert.Equal(3, (await ChangeAsync(shelf => shelf.Changed(), IfMatch(elsewhere.ETag))).Head.Number);
    }

    [Fact]
    public async Task Change_ByTheOwnRowAloneInBetween_KnowsTheOtherRowsStill()
    {
        await under.Store.PutAsync(Shelf.Kind, Id, _ => Shelf.Empty.With(new Book(1)).Changed(), Cancellation);
        await under.Store.ChangeAsync(
            Shelf.Labels, Id, _ => Change.To(new Label("other"), "librarian", new ShelfChanged("other")), Cancellation);
        var seen = new List<string>();

        await ChangeAsync(shelf =>
        {
            seen.Add($"{shelf.Label.Text} {shelf.Books.Count}");
            return shelf.With(new Book(2)).Changed();
        });

        Assert.Equal(["other 1"], seen);
        Assert.Equal([1, 2], (await GetAsync()).State.Books.Select(book => book.Number));
    }

    private Task<Stored<Shelf>> ElsewhereAsync(Func<Shelf, Change<Shelf>> decide) =>
        under.AnotherProcess().Store.ChangeAsync(Shelf.Kind, Id, decide, Cancellation);

    private static Precondition IfMatch(string tag) => new([EntityTags.Of(tag, [])], null);

    private Task<Stored<Shelf>> AddAsync() => PutAsync(default);

    private Task<Stored<Shelf>> PutAsync(Precondition precondition) =>
        under.Store.PutAsync(Shelf.Kind, Id, _ => Shelf.Empty.Changed(), Cancellation, precondition);

    private Task<Stored<Shelf>> ChangeAsync(Func<Shelf, Change<Shelf>> decide, Precondition precondition = default) =>
        under.Store.ChangeAsync(Shelf.Kind, Id, decide, Cancellation, precondition);

    private Task<Stored<Shelf>> GetAsync() => under.Store.GetAsync(Shelf.Kind, Id, Cancellation);

    private static async Task<string> SlugAsync(Task act) => (await Assert.ThrowsAsync<ProblemException>(() => act)).Type.Slug;
}

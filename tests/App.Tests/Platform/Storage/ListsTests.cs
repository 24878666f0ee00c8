using App.Tests.Fixtures;
using CsCheck;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

public sealed class ListsTests
{
    private static readonly ListIndex<BookLine> Index = new("books-of-reader");

    private static readonly LineSubject Owner = new("Shelves", "s1");

    private readonly MemoryTables tables = new();
    private readonly Lists lists;

    public ListsTests() => lists = new Lists(tables);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 2, new int[0])]
    [InlineData(1, 2, new[] { 1 })]
    [InlineData(2, 2, new[] { 2 })]
    [InlineData(3, 2, new[] { 2, 1 })]
    [InlineData(4, 2, new[] { 2, 2 })]
    [InlineData(5, 1, new[] { 1, 1, 1, 1, 1 })]
    [InlineData(1005, 999, new[] { 999, 6 })]
    public async Task ReadPage_CursorByCursor_ReadsEveryLineOnceInOrder(int count, int size, int[] pages)
    {
        await WriteAsync("ann", count);
        await WriteAsync("bob", 3);

        var (lengths, numbers, cursor) = (new List<int>(), new List<int>(), default(string));
        do
        {
            var page = await lists.ReadPageAsync(Index, "ann", cursor, size, Cancellation);
            if (page.Items.Count > 0) lengths.Add(page.Items.Count);
            numbers.AddRange(page.Items.Select(line => line.Number));
            cursor = page.Cursor;
        }
        while (cursor is not null);

        Assert.Equal(pages, lengths);
        Assert.Equal(Enumerable.Range(0, count), numbers);
    }

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(4, 5, 4)]
    [InlineData(6, 5, 5)]
    [InlineData(1005, 1000, 1000)]
    public async Task Count_EndsAtTheMost(int lines, int most, int count)
    {
        await WriteAsync("ann", lines);
        await WriteAsync("bob", 3);

        Assert.Equal(count, await lists.CountAsync(Index, "ann", most, Cancellation));
    }

    [Fact]
    public async Task ReadPage_LineAddedBehindTheCursor_IsNotMissedNorDoubled()
    {
        await lists.UpdateAsync(Owner, [Line("ann", 1), Line("ann", 3), Line("ann", 5)], [], Cancellation);
        var first = await lists.ReadPageAsync(Index, "ann", null, 2, Cancellation);
        await lists.UpdateAsync(Owner, [Line("ann", 2), Line("ann", 4)], [Line("ann", 3).Place], Cancellation);

        var second = await lists.ReadPageAsync(Index, "ann", first.Cursor, 2, Cancellation);

        Assert.Equal([4, 5], second.Items.Select(line => line.Number));
        Assert.Null(second.Cursor);
    }

    [Fact]
    public async Task ReadPage_CursorOfAnotherList_IsABadCursor()
    {
        await WriteAsync("ann", 3);
        var cursor = (await lists.ReadPageAsync(Index, "ann", null, 1, Cancellation)).Cursor;

        await RefusedAsync(Index, "bob", cursor);
        await RefusedAsync(Index, "an", cursor);
        await RefusedAsync(Index, "anna", cursor);
        await RefusedAsync(new ListIndex<BookLine>("other-books"), "ann", cursor);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%%%%")]
    [InlineData("bm90IG9uZQ")]
    [InlineData("中")]
    public async Task ReadPage_NoCursor_IsABadCursor(string cursor) => await RefusedAsync(Index, "ann", cursor);

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void Decode_Length_IsBounded(int length, bool taken)
    {
        var cursor = Cursor.Encode("l", new string('k', 1024))[..length];

        if (taken) Assert.StartsWith("kkk", Cursor.Decode(cursor, "l"));
        else Assert.Equal("bad-cursor", Assert.Throws<ProblemException>(() => Cursor.Decode(cursor, "l")).Type.Slug);
    }

    [Fact]
    public void Decode_OwnCursor_GivesTheKey() => Gen.Select(Gen.String.AlphaNumeric, Gen.String.AlphaNumeric).Sample((owner, key) =>
        Assert.Equal(key, Cursor.Decode(Cursor.Encode($"list|{owner}", key), $"list|{owner}")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Decode_None_IsTheBeginning(string? cursor) => Assert.Equal("", Cursor.Decode(cursor, "list|ann"));

    [Fact]
    public async Task Update_Twice_ChangesNothingMore()
    {
        for (var time = 0; time < 2; time++)
        {
            await lists.UpdateAsync(Owner, [Line("ann", 1), Line("ann", 2)], [Line("ann", 9).Place], Cancellation);
        }

        Assert.Equal([1, 2], (await lists.ReadPageAsync(Index, "ann", null, 9, Cancellation)).Items.Select(line => line.Number));
    }

    [Fact]
    public async Task ReadAll_MoreThanAnAnswerOfTheService_ReadsAll()
    {
        await WriteAsync("ann", 1001);

        var count = 0;
        await foreach (var line in lists.ReadAllAsync(Index, "ann", Cancellation)) Assert.Equal(count++, line.Number);

        Assert.Equal(1001, count);
    }

    [Fact]
    public void LineOrder_TwoMoments_SortByTime() => Gen.Select(Gen.DateTime, Gen.DateTime).Where((a, b) => a < b).Sample((a, b) =>
    {
        var (early, late) = (new DateTimeOffset(a.Ticks, TimeSpan.Zero), new DateTimeOffset(b.Ticks, TimeSpan.Zero));
        Assert.True(string.CompareOrdinal(LineOrder.OldestFirst(early, "z"), LineOrder.OldestFirst(late, "a")) < 0);
        Assert.True(string.CompareOrdinal(LineOrder.NewestFirst(late, "z"), LineOrder.NewestFirst(early, "a")) < 0);
    });

    private static Line Line(string owner, int number) => Index.Line(owner, $"{number:D5}", new BookLine(number, owner));

    private Task WriteAsync(string owner, int count) =>
        lists.UpdateAsync(Owner, [.. Enumerable.Range(0, count).Select(number => Line(owner, number))], [], Cancellation);

    private async Task RefusedAsync(ListIndex<BookLine> index, string owner, string? cursor)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => lists.ReadPageAsync(index, owner, cursor, 1, Cancellation));
        Assert.Equal("bad-cursor", problem.Type.Slug);
    }
}

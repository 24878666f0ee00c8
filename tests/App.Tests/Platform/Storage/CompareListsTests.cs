using System.Globalization;
using System.Text.Json;
using App.Tests.Fixtures;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

/// <summary>Lists that are wrong though no marker tells so.</summary>
[Collection(Traced.Tests)]
public sealed class CompareListsTests : IDisposable
{
    private readonly StoreUnderTest under = new(Shelf.Kind, Shelf.Labels);
    private readonly Measured measured = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static LineKey Place => Shelf.OfReader.Line("ann", "001", new BookLine(1, "")).Place;

    private MemoryTable Lists => under.Tables[Topology.ListsTable];

    public void Dispose() => measured.Dispose();

    [Fact]
    public async Task Compare_LineIsMissing_ShowsIt()
    {
        await PutAsync("s1", 1);
        await Lists.DeleteEntityAsync(Place.List, Place.Key, ETag.All, Cancellation);

        await under.CompareAllAsync();

        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("ann"));
        Assert.Equal(["difference=missing: 1"], Repaired());
    }

    [Theory]
    [InlineData("s1", "other")]
    [InlineData("s2", "empty")]
    public async Task Compare_LineShowsSomethingElse_ShowsTheState(string subject, string label)
    {
        await PutAsync("s1", 1);
        await WriteAsync(subject, "ann", label);

        await under.CompareAllAsync();

        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("ann"));
        Assert.Equal(["difference=wrong: 1"], Repaired());
        Assert.Equal(
            "s1",
            (await Lists.GetEntityAsync<TableEntity>(Place.List, Place.Key, cancellationToken: Cancellation)).Value.GetString("Subject"));
    }

    [Theory]
    [InlineData("s1")]
    [InlineData("never-added")]
    public async Task Compare_LineIsInNoState_TakesItOut(string subject)
    {
        await PutAsync("s1", 1);
        await WriteAsync(subject, "bob");

        await under.CompareAllAsync();

        Assert.Empty(await LinesAsync("bob"));
        Assert.Single(await LinesAsync("ann"));
        Assert.Equal(["difference=extra: 1"], Repaired());
    }

    /// <summary>No list shows them, and none of them can be read as another.</summary>
    [Fact]
    public async Task Compare_TableOfSeveralAggregatesWithoutLines_ReadsNoneOfThem()
    {
        var (labels, numbers) = (new Aggregate<Label>("Signs", Part.Own<Label>()), new Aggregate<Number>("Signs", Part.Own<Number>()));
        var signs = new StoreUnderTest(labels, numbers);
        await signs.Store.PutAsync(labels, "s1", _ => Change.To(new Label("a"), "clerk", new ShelfChanged("a")), Cancellation);
        await signs.Store.PutAsync(numbers, "s2", _ => Change.To(new Number(1), "clerk", new ShelfChanged("b")), Cancellation);

        await signs.CompareAllAsync();
    }

    [Fact]
    public async Task Compare_LineNamesNoAggregate_TakesItOutWhereNoneHasIt()
    {
        await PutAsync("s1", 1);
        foreach (var place in new[] { Place, Place with { Key = "002" } })
        {
            await Lists.UpsertEntityAsync(
                new TableEntity(place.List, place.Key) { ["Line"] = Shelf.OfReader.Line("ann", place.Key, new BookLine(1, "empty")).Json },
                TableUpdateMode.Replace, Cancellation);
        }

        await under.CompareAllAsync();

        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("ann"));
        Assert.Equal(["difference=extra: 1", "difference=wrong: 1"], Repaired());
    }

    [Fact]
    public async Task Compare_LineOfAnotherVersionsTable_StaysAsItIs()
    {
        await under.Lists.UpdateAsync(
            new LineSubject("Rooms", "r1"), [Shelf.OfReader.Line("ann", "001", new BookLine(1, "a room's"))], [], Cancellation);

        await under.CompareAllAsync();

        Assert.Single(await LinesAsync("ann"));
        Assert.Empty(Repaired());
    }

    [Fact]
    public async Task Compare_ListsAreRight_WritesNoLine()
    {
        for (var number = 1; number <= 3; number++) await PutAsync($"s{number}", number);
        var writes = Lists.Writes;

        await under.CompareAllAsync();

        Assert.Equal(writes, Lists.Writes);
        Assert.Empty(Repaired());
    }

    [Fact]
    public async Task Compare_CommitHasNotShownItsLinesYet_LeavesThemToIt()
    {
        under.Tables.Break(Topology.ListsTable);
        await PutAsync("s1", 1);

        await under.CompareAllAsync();

        Assert.Empty(await LinesAsync("ann"));
        Assert.Empty(Repaired());
        await under.SweepAsync();
        Assert.Single(await LinesAsync("ann"));
    }

    [Fact]
    public async Task Compare_CommitComesBetweenTheReads_CountsNothing()
    {
        await PutAsync("s1", 1);
        Lists.BeforeNextRead(
            () => under.Store.ChangeAsync(Shelf.Kind, "s1", shelf => shelf.With(new Book(1, "bob")).Changed(), Cancellation));

        await under.CompareAllAsync();

        Assert.Equal([new BookLine(1, "empty")], await LinesAsync("bob"));
        Assert.Empty(await LinesAsync("ann"));
        Assert.Empty(Repaired());
    }

    [Fact]
    public async Task Remove_LineWrittenSinceItWasRead_Stays()
    {
        await PutAsync("s1", 1);
        var found = (await under.Lists.FindAsync(Place, Cancellation))!;
        await WriteAsync("s1", "ann");

        await under.Lists.RemoveAsync(found, Cancellation);

        Assert.Single(await LinesAsync("ann"));
    }

    [Fact]
    public async Task Compare_OneAggregateCannotBeRead_FailsAndComparesTheOthers()
    {
        foreach (var id in new[] { "s1", "s2", "s3" }) await PutAsync(id, id[1] - '0');
        await under.Tables[Shelf.Table].UpsertEntityAsync(
            new TableEntity("s2", Aggregate.Own) { ["State"] = "{", ["FactNumber"] = 1 }, TableUpdateMode.Replace, Cancellation);
        foreach (var row in await Lists.TakeAsync("PartitionKey gt ''", 9, Cancellation))
        {
            await Lists.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Cancellation);
        }

        await Assert.ThrowsAsync<JsonException>(under.CompareAllAsync);

        Assert.Equal([1, 3], (await LinesAsync("ann")).Select(line => line.Number));
    }

    [Fact]
    public async Task Compare_PartitionOfAnotherKindBetween_ComparesWhatComesAfter()
    {
        await under.Tables[Shelf.Table].UpsertEntityAsync(new TableEntity("r1", "item|1"), TableUpdateMode.Replace, Cancellation);
        await PutAsync("s1", 1);
        await Lists.DeleteEntityAsync(Place.List, Place.Key, ETag.All, Cancellation);

        await under.CompareAllAsync();

        Assert.Single(await LinesAsync("ann"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(CompareLists.Most + 1)]
    public async Task Compare_ManyRows_TakesSomeEachTimeAndAllOnceADay(int shelves)
    {
        for (var number = 1; number <= shelves; number++) await PutAsync($"s{number}", number);
        var compared = new List<int>();
        // Every run may be of another process.
        while (await under.AnotherProcess().Comparison.CompareNextAsync(Cancellation) is > 0 and var rows) compared.Add(rows);

        // The shelves, then their lines.
        Assert.Equal(2 * shelves, compared.Sum());
        Assert.All(compared, rows => Assert.InRange(rows, 1, CompareLists.Most));
        Assert.All(compared.SkipLast(1), rows => Assert.Equal(CompareLists.Most, rows));
        under.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await under.Comparison.CompareNextAsync(Cancellation));
        under.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(0, await under.Comparison.CompareNextAsync(Cancellation));
    }

    [Fact]
    public async Task Compare_EachOfManyIsMissing_ShowsThemAll()
    {
        for (var number = 1; number <= 41; number++) await PutAsync($"s{number}", number);
        foreach (var row in await Lists.TakeAsync("PartitionKey gt ''", 99, Cancellation))
        {
            await Lists.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Cancellation);
        }

        await under.CompareAllAsync();

        Assert.Equal(Enumerable.Range(1, 41), (await LinesAsync("ann")).Select(line => line.Number));
        Assert.Equal(["difference=missing: 41"], Repaired());
    }

    [Fact]
    public async Task Compare_PlaceIsInATableOfAnotherVersion_EndsTheRoundAndBeginsTheNextADayLater()
    {
        await new ComparisonPlaces(under.Tables).WriteAsync(
            new ComparisonPlace("Rooms", new LineKey("r1", ""), under.Time.GetUtcNow()), Cancellation);
        await PutAsync("s1", 1);
        await Lists.DeleteEntityAsync(Place.List, Place.Key, ETag.All, Cancellation);
        await under.CompareAllAsync();
        Assert.Empty(await LinesAsync("ann"));

        under.Time.Advance(TimeSpan.FromDays(1));
        await under.CompareAllAsync();

        Assert.Single(await LinesAsync("ann"));
    }

    private Task<IReadOnlyList<BookLine>> LinesAsync(string reader) => under.LinesAsync(Shelf.OfReader, reader);

    private IEnumerable<string> Repaired() => measured.Now("lists.repaired")
        .OrderBy(each => each.Key, StringComparer.Ordinal).Select(
            each => string.Create(CultureInfo.InvariantCulture, $"{each.Key}: {each.Value}"));

    private Task PutAsync(string id, int book) =>
        under.Store.PutAsync(Shelf.Kind, id, _ => Shelf.Empty.With(new Book(book, "ann")).Changed(), Cancellation);

    private Task WriteAsync(string subject, string reader, string label = "empty") => under.Lists.UpdateAsync(
        new LineSubject(Shelf.Table, subject), [Shelf.OfReader.Line(reader, "001", new BookLine(1, label))], [], Cancellation);

    private sealed record Number(int Value);
}

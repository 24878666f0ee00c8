using App.Tests.Fixtures;
using Azure.Data.Tables;
using CsCheck;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

public sealed class StateRowsTests
{
    private static readonly string[] Pieces = ["a", "\n", "\"", "文", "📄"];

    /// <summary>Letters, escaped characters and one that takes two UTF-16 units, in any order.</summary>
    private static readonly Gen<string> LongTexts =
        from places in Gen.Int[0, 4].Array[1, 8]
        from length in Gen.Int[1, 9_000]
        select string.Concat(Enumerable.Range(0, length).Select(place => Pieces[places[place * 7 % places.Length]]));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(32_000, 1)]
    [InlineData(32_001, 2)]
    [InlineData(64_000, 2)]
    [InlineData(64_001, 3)]
    public void Entity_AnyLength_TakesAsManyPropertiesAsItNeeds(int characters, int properties)
    {
        var row = StateRows.Entity("p", new StateRow("aggregate", new string('x', characters)));

        Assert.Equal(properties, row.Keys.Count(name => name.StartsWith("State", StringComparison.Ordinal)));
        Assert.True(StateRows.Of([row]).Holds(new StateRow("aggregate", new string('x', characters))));
    }

    [Fact]
    public void Entity_AnyText_ReadsAsItWasWritten() => LongTexts.Sample(text =>
    {
        var row = StateRows.Entity("p", StateRow.Of("aggregate", new Label(text)));
        Assert.Equal(text, StateRows.Of([row]).Read<Label>("aggregate").Text);
    });

    [Fact]
    public async Task State_LongThenShort_IsStoredShort()
    {
        var under = new StoreUnderTest();
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var length in new[] { 100_000, 40_000, 3 })
        {
            var shelf = new Shelf(new Label(new string('l', length)), [new Book(1, null, new string('b', length))]);
            await under.Store.PutAsync(Shelf.Kind, "s1", _ => Change.To(shelf, "librarian", new ShelfChanged("long")), cancellation);

            var read = (await under.Store.GetAsync(Shelf.Kind, "s1", cancellation)).State;
            Assert.Equal((shelf.Label, shelf.Books[0]), (read.Label, Assert.Single(read.Books)));
        }
    }

    [Fact]
    public void ReadAll_ByPrefix_IsThoseRowsInOrderOfKey()
    {
        var rows = StateRows.Of([Row("book|010", 10), Row("bookend|001", 1), Row("book|002", 2), Row("aggregate", 0)]);

        Assert.Equal([2, 10], rows.ReadAll<Book>("book|").Select(book => book.Number));

        static StateRow Row(string key, int number) => StateRow.Of(key, new Book(number));
    }

    [Fact]
    public void Read_RowWithoutState_NamesTheRow()
    {
        var failure = Assert.Throws<System.Text.Json.JsonException>(() => StateRows.Of([new TableEntity("p1", "aggregate")]));

        Assert.Contains("p1", failure.Message);
    }

    [Fact]
    public void Kinds_BeforeTheOwnRow_AreRefused()
    {
        static Aggregate<IReadOnlyList<Book>> Make(string kind) => new("Shelves", Part.Many<Book>(kind, book => $"{book.Number}"));

        Assert.Throws<ArgumentException>(() => Make("aaa"));
        Assert.Equal(new RowKind("book", typeof(Book)), Assert.Single(Make("book").Kinds));
    }
}

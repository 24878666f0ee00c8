using System.Globalization;
using System.Text.Json.Serialization;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Platform.Storage;

/// <summary>An aggregate for tests: a shelf with its books, and a list of books for each of their readers.</summary>
internal sealed record Shelf(Label Label, IReadOnlyList<Book> Books)
{
    public const string Table = "Shelves";

    public static readonly ListIndex<BookLine> OfReader = new("books-of-reader");

    /// <summary>The own row alone, as an earlier feature would see it.</summary>
    public static readonly Aggregate<Label> Labels = new(Table, Part.Own<Label>());

    public static readonly Aggregate<Shelf> Kind = new(Table, new Part<Shelf>
    {
        Kinds = [.. Rows.Kinds],
        Read = rows => new Shelf(Own.Read(rows), Rows.Read(rows)),
        Write = state => [.. Own.Write(state.Label), .. Rows.Write(state.Books)],
        Lines = state => state.Books.Where(book => book.Reader is not null)
            .Select(book => OfReader.Line(book.Reader!, book.Key, new BookLine(book.Number, state.Label.Text))),
    });

    public static readonly Shelf Empty = new(new Label("empty"), []);

    private static Part<Label> Own => Part.Own<Label>();

    private static Part<IReadOnlyList<Book>> Rows => Part.Many<Book>("book", book => book.Key);

    public Shelf With(Book book) => this with { Books = [.. Books.Where(other => other.Number != book.Number), book] };

    /// <summary>A change to this state, with a fact of its label.</summary>
    public Change<Shelf> Changed(int facts = 1) => Change.To(this, "librarian", Enumerable.Repeat(new ShelfChanged(Label.Text), facts));
}

internal sealed record Label(string Text);

/// <param name="Reader">Null while it stands in the shelf.</param>
internal sealed record Book(int Number, string? Reader = null, string Text = "")
{
    [JsonIgnore]
    public string Key => Number.ToString("D3", CultureInfo.InvariantCulture);
}

internal sealed record BookLine(int Number, string Label);

internal sealed record ShelfChanged(string Label) : Fact;

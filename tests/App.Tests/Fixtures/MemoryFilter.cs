using System.Text.RegularExpressions;
using Azure.Data.Tables;

namespace App.Tests.Fixtures;

/// <summary>An OData filter over the keys of rows and their texts: comparisons with text, <c>and</c>, <c>or</c>, brackets.</summary>
internal sealed partial class MemoryFilter
{
    private readonly IReadOnlyList<string> tokens;
    private int at;

    private MemoryFilter(IReadOnlyList<string> tokens) => this.tokens = tokens;

    /// <exception cref="NotSupportedException">The filter has something else.</exception>
    public static Func<TableEntity, bool> Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return _ => true;
        var filter = new MemoryFilter([.. Token().Matches(text).Select(match => match.Value)]);
        var holds = filter.Any();
        return filter.at == filter.tokens.Count ? holds : throw new NotSupportedException(text);
    }

    private Func<TableEntity, bool> Any()
    {
        var first = All();
        if (!Takes("or")) return first;
        var rest = Any();
        return row => first(row) || rest(row);
    }

    private Func<TableEntity, bool> All()
    {
        var first = One();
        if (!Takes("and")) return first;
        var rest = All();
        return row => first(row) && rest(row);
    }

    private Func<TableEntity, bool> One()
    {
        if (Takes("("))
        {
            var inner = Any();
            return Takes(")") ? inner : throw new NotSupportedException("A bracket is not closed.");
        }

        var (key, comparison, wanted) = (Next(), Next(), Text(Next()));
        Func<TableEntity, string> of = key switch
        {
            "PartitionKey" => row => row.PartitionKey,
            "RowKey" => row => row.RowKey,
            _ => row => row.GetString(key) ?? "",
        };
        return comparison switch
        {
            "eq" => row => string.CompareOrdinal(of(row), wanted) == 0,
            "ge" => row => string.CompareOrdinal(of(row), wanted) >= 0,
            "gt" => row => string.CompareOrdinal(of(row), wanted) > 0,
            "lt" => row => string.CompareOrdinal(of(row), wanted) < 0,
            _ => throw new NotSupportedException(comparison),
        };
    }

    private bool Takes(string token)
    {
        if (at == tokens.Count || tokens[at] != token) return false;
        at++;
        return true;
    }

    private static string Text(string token) => token.StartsWith('\'') ? token[1..^1].Replace("''", "'") : throw new NotSupportedException(token);

    private string Next() => at < tokens.Count ? tokens[at++] : throw new NotSupportedException("The filter ends too early.");

    [GeneratedRegex(@"'(?:[^']|'')*'|\w+|\S")]
    private static partial Regex Token();
}

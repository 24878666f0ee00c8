using System.Globalization;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Assignments.Inbox;

public enum InboxOrder
{
    Due,
    Newest,
    Title,
}

/// <summary>Which part of an inbox is shown, as the page's address has it; what the address does not name is not asked for.</summary>
/// <param name="Kind">Of the question.</param>
/// <param name="Context">Where the subject belongs, in Chinese.</param>
/// <param name="Text">Part of a title in either language.</param>
/// <param name="Page">From 1.</param>
public sealed record InboxQuery(
    string? Kind = null, string? Context = null, DueState? Due = null, string? Text = null, InboxOrder Order = InboxOrder.Due, int Page = 1)
{
    private const int LongestText = 100;

    /// <summary>Anything that the page's own form cannot send counts as not asked for.</summary>
    public static InboxQuery Of(IQueryCollection query) => new(
        Given(query, "kind"), Given(query, "context"), EnumByName.Find<DueState>(query["due"]), Given(query, "text"),
        EnumByName.Find<InboxOrder>(query["order"]) ?? InboxOrder.Due,
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1);

    /// <summary>Whether it asks for a part of the list.</summary>
    public bool Selects => Kind is not null || Context is not null || Due is not null || Text is not null;

    /// <summary>The page's address for it.</summary>
    public string Path => PageAddress.Of(
        "/inbox", ("kind", Kind), ("context", Context), ("due", Due?.ToString()), ("text", Text),
        ("order", Order == InboxOrder.Due ? null : Order.ToString()),
        ("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)));

    private static string? Given(IQueryCollection query, string name) =>
        query[name].ToString().Trim() is { Length: > 0 and <= LongestText } text ? text : null;
}

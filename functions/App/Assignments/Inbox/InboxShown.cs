using FunctionsApp.Platform;

namespace FunctionsApp.Assignments.Inbox;

/// <summary>What the page of an inbox shows.</summary>
/// <param name="Counts">Of the complete list, by due time.</param>
/// <param name="Kinds">Of the questions in the complete list.</param>
/// <param name="Contexts">In the complete list, by name.</param>
/// <param name="Lines">Of this page.</param>
/// <param name="Found">Lines of all pages.</param>
/// <param name="IsCut">The person's list has more than was read.</param>
public sealed record InboxShown(
    InboxQuery Query,
    IReadOnlyDictionary<DueState, int> Counts,
    IReadOnlyList<(string Kind, LocalizedText Label)> Kinds,
    IReadOnlyList<LocalizedText> Contexts,
    IReadOnlyList<AssignmentLine> Lines,
    int Found,
    int LastPage,
    bool IsCut,
    DateTimeOffset Now)
{
    public const int PageSize = 50;

    /// <summary>Copies for information that are not read yet, among the newest of them.</summary>
    public int Unread { get; init; }

    /// <summary>The part of a list that is asked for; a page behind the last is the last.</summary>
    /// <param name="all">The person's list, the most urgent first.</param>
    /// <param name="labelOf">Of a kind of question.</param>
    public static InboxShown Of(
        IReadOnlyList<AssignmentLine> all, InboxQuery query, Func<string, LocalizedText> labelOf, bool isCut, DateTimeOffset now)
    {
        var found = InOrder(all.Where(line => IsAsked(line, query, now)), query.Order).ToList();
        var last = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var page = Math.Min(query.Page, last);
        return new InboxShown(
            query with { Page = page },
            Enum.GetValues<DueState>().ToDictionary(state => state, state => all.Count(line => DueStates.Of(line.Due, now) == state)),
            [.. all.Select(line => line.Ask.Kind).Distinct().Select(kind => (kind, labelOf(kind)))],
            [.. all.Select(line => line.About.Context).DistinctBy(context => context.Chinese)
                .OrderBy(context => context.Chinese, StringComparer.Ordinal)],
            [.. found.Skip((page - 1) * PageSize).Take(PageSize)],
            found.Count, last, isCut, now);
    }

    private static bool IsAsked(AssignmentLine line, InboxQuery query, DateTimeOffset now) =>
        (query.Kind is null || line.Ask.Kind == query.Kind)
        && (query.Context is null || line.About.Context.Chinese == query.Context)
        && (query.Due is null || DueStates.Of(line.Due, now) == query.Due)
        && (query.Text is null || Has(line.About.Title.Chinese, query.Text) || Has(line.About.Title.English, query.Text));

    private static bool Has(string title, string text) => title.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<AssignmentLine> InOrder(IEnumerable<AssignmentLine> lines, InboxOrder order) => order switch
    {
        InboxOrder.Newest => lines.OrderByDescending(line => line.Opened),
        InboxOrder.Title => lines.OrderBy(line => line.About.Title.Chinese, StringComparer.Ordinal),
        _ => lines.OrderBy(line => line.Due),
    };
}

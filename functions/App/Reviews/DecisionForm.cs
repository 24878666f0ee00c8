using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Telemetry;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Reviews;

/// <summary>POST body of a decision; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Items">For Return: document types with reasons. Form: <c>item.&lt;document&gt;</c>.</param>
public sealed record DecisionForm(string? Token, DecisionKind? Decision, string? Comment = null, IReadOnlyList<ReturnItem>? Items = null)
{
    private const string ItemPrefix = "item.";

    /// <exception cref="ProblemException">malformed-json, body-too-large.</exception>
    public static async Task<DecisionForm> ReadAsync(HttpRequest request, CancellationToken cancellation) =>
        request.IsForm() ? Of(await request.ReadFormBodyAsync(cancellation)) : await request.ReadJsonAsync<DecisionForm>(cancellation);

    /// <summary>What the caller decides.</summary>
    /// <exception cref="ProblemException">invalid-field: no decision; return-items: an item is null.</exception>
    public DecisionCommand Command(string person, string digest) => new(
        person,
        digest,
        Decision is { } kind && Enum.IsDefined(kind) ? kind : throw PlatformProblems.InvalidField.With("decision 缺失或无效", "decision is missing or unknown"),
        string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim(),
        // JSON may put a null among the items.
        [.. (Items ?? []).Select(item => item is null ? throw ReviewProblems.ReturnItems.With() : new ReturnItem(item.Document, item.Reason.Trim()))],
        Tracing.Current);

    private static DecisionForm Of(IFormCollection form) => new(
        form["token"],
        // By name only: TryParse would take numbers, too.
        Enum.GetNames<DecisionKind>().Contains(form["decision"].ToString()) ? Enum.Parse<DecisionKind>(form["decision"].ToString()) : null,
        form["comment"],
        [
            // Reasons typed before another choice was made are hidden on the page and no longer meant.
            .. form.Where(field => form["decision"] == nameof(DecisionKind.Return) && field.Key.StartsWith(ItemPrefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(field.Value))
                .Select(field => new ReturnItem(field.Key[ItemPrefix.Length..], field.Value.ToString())),
        ]);
}

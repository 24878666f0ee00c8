using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Approvals;

/// <summary>Body of a decision; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Items">For Return: document types with reasons. Form: <c>item.&lt;document&gt;</c>.</param>
[Problems("return-items", "second-stage")]
public sealed record DecisionForm(string? Token, DecisionKind? Decision, string? Comment = null, IReadOnlyList<ReturnItem>? Items = null)
    : IAnswer
{
    private const string ItemPrefix = "item.";

    public static DecisionForm Of(IFormCollection form) => new(
        form["token"],
        EnumByName.Find<DecisionKind>(form["decision"]),
        form["comment"],
        [
            // Reasons typed before another choice was made are hidden on the page and no longer meant.
            .. form.Where(field => form["decision"] == nameof(DecisionKind.Return)
                && field.Key.StartsWith(ItemPrefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(field.Value))
                .Select(field => new ReturnItem(field.Key[ItemPrefix.Length..], field.Value.ToString())),
        ]);
}

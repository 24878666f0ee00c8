using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Approvals;

/// <summary>Body of a decision; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Comment">
/// Opinion, read by those who decide later; for Reject the reason, which the applicant reads, too; for SendBack the reason.
/// </param>
/// <param name="Items">
/// For Return: documents and fields with reasons. Form: <c>item.&lt;document&gt;</c>, <c>field.&lt;key&gt;</c>.
/// </param>
/// <param name="BackTo">For SendBack: name of the earlier stage.</param>
/// <param name="ReferTo">
/// For Approve, where the programme lets the stage choose: credit codes of the institutions to which it is referred; absent for all.
/// </param>
[Problems("return-items", "rejection-reason", "send-back-stage", "send-back-reason", "second-stage", "document-altered")]
public sealed record DecisionForm(
    string? Token,
    DecisionKind? Decision,
    [property: TextLimit(DecideApproval.MaxComment, Multiline = true, MayBeBlank = true)] string? Comment = null,
    [property: FormFields(@"^(item|field)\.")] IReadOnlyList<ReturnItem>? Items = null,
    [property: TextLimit(40, MayBeBlank = true)] string? BackTo = null,
    [property: Items(0, ReferralDefinition.MostInstitutions)] IReadOnlyList<string>? ReferTo = null)
    : IAnswer
{
    private const string ItemPrefix = "item.";
    private const string FieldPrefix = "field.";

    public static DecisionForm Of(IFormCollection form) => new(
        form["token"],
        EnumByName.Find<DecisionKind>(form["decision"]),
        form["comment"],
        [
            // Reasons typed before another choice was made are hidden on the page and no longer meant.
            .. form.Where(field => form["decision"] == nameof(DecisionKind.Return) && !string.IsNullOrWhiteSpace(field.Value))
                .Select(field => Item(field.Key, field.Value.ToString()))
                .OfType<ReturnItem>(),
        ],
        form["decision"] == nameof(DecisionKind.SendBack) ? form["backTo"].ToString() : null,
        form["decision"] == nameof(DecisionKind.Approve) ? [.. form["referTo"].OfType<string>()] : null);

    private static ReturnItem? Item(string name, string reason) =>
        name.StartsWith(ItemPrefix, StringComparison.Ordinal) ? new ReturnItem(name[ItemPrefix.Length..], reason)
        : name.StartsWith(FieldPrefix, StringComparison.Ordinal) ? new ReturnItem(null, reason, name[FieldPrefix.Length..])
        : null;
}

using FunctionsApp.Applications;
using FunctionsApp.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionsApp.Reviews;

/// <summary>POST body of a decision; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Items">For Return: document types with reasons. Form: <c>item.&lt;document&gt;</c>.</param>
public sealed record DecisionForm(string? Token, DecisionKind? Decision, string? Comment = null, IReadOnlyList<ReturnItem>? Items = null)
{
    private const string ItemPrefix = "item.";
    private static readonly FormOptions Limits = new() { ValueCountLimit = 100, KeyLengthLimit = 100, ValueLengthLimit = 20_000, BufferBodyLengthLimit = HttpRequestExtensions.MaxJsonBytes };

    /// <exception cref="ProblemException">malformed-json, body-too-large.</exception>
    public static async Task<DecisionForm> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return await request.ReadJsonAsync<DecisionForm>(cancellation);
        }

        try
        {
            return Of(await request.ReadFormAsync(Limits, cancellation));
        }
        catch (InvalidDataException)
        {
            throw SharedProblems.BodyTooLarge.With();
        }
    }

    /// <summary>What the caller decides.</summary>
    /// <exception cref="ProblemException">invalid-field: no decision.</exception>
    public DecisionCommand Command(string person, string digest) => new(
        person,
        digest,
        Decision is { } kind && Enum.IsDefined(kind) ? kind : throw SharedProblems.InvalidField.With("decision 缺失或无效", "decision is missing or unknown"),
        string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim(),
        [.. (Items ?? []).Select(item => new ReturnItem(item.Document, item.Reason.Trim()))]);

    private static DecisionForm Of(IFormCollection form) => new(
        form["token"],
        // By name only: TryParse would take numbers, too.
        Enum.GetNames<DecisionKind>().Contains(form["decision"].ToString()) ? Enum.Parse<DecisionKind>(form["decision"].ToString()) : null,
        form["comment"],
        [
            .. form.Where(field => field.Key.StartsWith(ItemPrefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(field.Value))
                .Select(field => new ReturnItem(field.Key[ItemPrefix.Length..], field.Value.ToString())),
        ]);
}

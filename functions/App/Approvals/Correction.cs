using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Approvals;

/// <summary>A document that a round of corrections changed.</summary>
/// <param name="Before">Its version that was submitted before; 0 for none.</param>
/// <param name="After">Its version that was submitted then; 0 where it is gone.</param>
/// <param name="IsSameContent">A new version with the content of the one before.</param>
public sealed record CorrectedDocument(string Type, int Before, int After, bool IsSameContent);

/// <summary>What a round of corrections changed.</summary>
/// <param name="Round">1 for the first.</param>
/// <param name="Fields">Keys of the form's fields whose answers changed.</param>
public sealed record Correction(int Round, IReadOnlyList<CorrectedDocument> Documents, IReadOnlyList<string> Fields)
{
    /// <summary>Of each round that was submitted, in order.</summary>
    /// <param name="facts">Of the application, in order.</param>
    public static IReadOnlyList<Correction> Of(IEnumerable<Fact> facts)
    {
        var rounds = new List<Correction>();
        IReadOnlyList<SubmittedDocument> before = [];
        var fields = new List<string>();
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case ApplicationSubmitted submitted:
                    before = submitted.Documents;
                    break;
                case ApplicationReturned:
                    fields = [];
                    break;
                case FormSaved saved:
                    fields.AddRange(saved.Changed);
                    break;
                case ApplicationResubmitted again:
                    rounds.Add(new Correction(again.Round, Changed(before, again.Documents), [.. fields.Distinct()]));
                    before = again.Documents;
                    break;
            }
        }

        return rounds;
    }

    private static IReadOnlyList<CorrectedDocument> Changed(
        IReadOnlyList<SubmittedDocument> before, IReadOnlyList<SubmittedDocument> after) =>
    [
        .. from type in after.Concat(before).Select(document => document.Type).Distinct()
           let earlier = before.FirstOrDefault(document => document.Type == type)
           let later = after.FirstOrDefault(document => document.Type == type)
           where earlier?.Version != later?.Version
           select new CorrectedDocument(type, earlier?.Version ?? 0, later?.Version ?? 0, earlier?.Sha256 == later?.Sha256),
    ];
}

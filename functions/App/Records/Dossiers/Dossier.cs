using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;

namespace FunctionsApp.Records.Dossiers;

/// <summary>All that one reader may take along of an application, of one moment.</summary>
/// <param name="Record">As the API answers it to the reader.</param>
/// <param name="MadeAt">UTC.</param>
public sealed record Dossier(
    ReviewState Review, IReadOnlyList<DocumentRecord> Uploads, ProgrammeDefinition Definition, Reader Reader, FactRecord Record,
    DateTimeOffset MadeAt)
{
    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<DossierLetter> Letters { get; init; }

    /// <summary>That its last fact is below a signed root; null while none is.</summary>
    public string? Proof { get; init; }

    public Application Application => Review.Application;

    /// <summary>Of the applying organisation.</summary>
    public required string Organisation { get; init; }

    /// <summary>What the reader is to the manifest.</summary>
    public string ReaderName => Reader.Relation == Relation.Own ? "applicant" : Reader.Caller.Is(Role.Auditor) ? "auditor" : "officer";

    public ApplicationView View => ApplicationView.For(Reader, Form, Definition, MadeAt);

    /// <summary>Null where the reader may not see the answers.</summary>
    public FormView? Answers => Reader.Has(Right.Answers) ? FormView.Of(Form, Definition) : null;

    public DossierDecisions Decisions => DossierDecisions.Of(Review, Definition, Reader);

    /// <summary>
    /// The accepted documents that are asked for, in the programme's order, earlier versions first; none where the reader may not open
    /// them.
    /// </summary>
    public IReadOnlyList<SlotState> Documents => !Reader.Has(Right.DocumentContent) ? [] :
    [
        .. from slot in Application.Asked
           from document in AcceptedVersions.Of(slot, Uploads)
           orderby Place(slot.Type), slot.Type, document.Version
           select document,
    ];

    private ApplicationForm Form => new(Application, Review.Answers);

    private int Place(string type) => Definition.Documents.TakeWhile(each => each.Type != type).Count();
}

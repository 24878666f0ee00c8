using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Panels.Agreements;

/// <summary>The agreements: own row the agreement, rows <c>assignment|…</c>.</summary>
public static class ExpertAgreementAggregate
{
    private static readonly Part<ExpertAgreement> Agreement = Part.Own<ExpertAgreement>(AgreementIndex.Lines);

    public static readonly Aggregate<AgreementCase> Kind = new(Topology.AgreementsTable, new Part<AgreementCase>
    {
        Kinds = [.. Agreement.Kinds, .. AssignmentIndex.Part.Kinds],
        Read = rows => new AgreementCase(Agreement.Read(rows), AssignmentIndex.Part.Read(rows)),
        Write = state => [.. Agreement.Write(state.Agreement), .. AssignmentIndex.Part.Write(state.Assignments)],
        Lines = state => [.. Agreement.Lines(state.Agreement), .. AssignmentIndex.Part.Lines(state.Assignments)],
    });
}

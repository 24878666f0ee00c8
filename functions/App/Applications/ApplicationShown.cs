using FunctionsApp.Applications.Forms;
using FunctionsApp.Identity;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications;

/// <summary>What the page of an application shows to those who are not of its organisation.</summary>
/// <param name="Slots">Empty for a reader who may not see which documents there are.</param>
/// <param name="Answers">Null where there is no form, and for a reader who may not read it.</param>
/// <param name="OpensDocuments">Whether the reader may read the files.</param>
/// <param name="SeesSheets">Whether the reader may read the sheets of its panels.</param>
/// <param name="MayCopy">Whether the reader may send copies of it.</param>
/// <param name="SeesPhotos">Whether the reader may see the photos of its appointments.</param>
/// <param name="TakesDossier">Whether the reader may take its dossier along.</param>
public sealed record ApplicationShown(
    Application Application, ProgrammeDefinition Definition, IReadOnlyList<SlotState> Slots, Answers? Answers, bool OpensDocuments,
    bool SeesSheets = false, bool MayCopy = false, bool SeesPhotos = false, bool TakesDossier = false)
{
    /// <summary>What the reader may see of it.</summary>
    internal static ApplicationShown Of(ApplicationForm state, ProgrammeDefinition definition, Reader reader) => new(
        state.Application.As(reader), definition, reader.Has(Right.DocumentNames) ? state.Application.Asked : [],
        reader.Has(Right.Answers) && state.Application.Form is not null ? state.Answers : null, reader.Has(Right.DocumentContent),
        ApplicationAccess.SeesSheets(reader), reader.Has(Right.Copy),
        reader.Has(Right.VotesOfClosedStages), reader.Has(Right.Dossier));
}

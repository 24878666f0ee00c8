using FunctionsApp.Applications;
using FunctionsApp.Duplicates;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Selections;

/// <summary>For which application a project is reserved, in whichever fund: one at a time.</summary>
/// <param name="Id">See <see cref="IdsOf"/>.</param>
/// <param name="Application">Null while it is reserved for none.</param>
public sealed record ClaimedProject(string Id, string? Application)
{
    /// <summary>
    /// A partition for each project: two rounds that take the same one at once write the same row, and one of them finds it taken.
    /// </summary>
    public static readonly Aggregate<ClaimedProject> Kind = new(Topology.ProjectsTable, Part.Own<ClaimedProject>());

    /// <summary>
    /// The same organisation with the same title, or with the same number of a project, has the same project: letters and digits count.
    /// </summary>
    public static IReadOnlyList<string> IdsOf(Application application, Answers answers, ProgrammeDefinition definition)
    {
        var organisation = application.Applicant.Organisation.Value;
        return
        [
            IdOf("title", application.Subject.Title),
            .. definition.Form.OfType<TextField>().Where(field => field.Identifies == Identified.ProjectNumber)
                .Select(field => answers[field.Key]?.GetString()).Where(number => !string.IsNullOrWhiteSpace(number))
                .Select(number => IdOf("number", number!)),
        ];

        string IdOf(string by, string text) =>
            Ids.From("project", organisation, by, Convert.ToHexString(Fingerprint.DigestOf(text)));
    }
}

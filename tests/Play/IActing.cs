using FunctionsApp.Programmes;
using LocalHost.Demo;

namespace Play;

/// <summary>A file for a document slot.</summary>
internal sealed record SlotFile(string Name, string Media, byte[] Content);

/// <summary>How people of a play act: by the API or by pages. Both do the same.</summary>
internal interface IActing
{
    /// <summary>In titles.</summary>
    string Way { get; }

    /// <returns>Id of the draft.</returns>
    Task<string> DraftAsync(string user, ProgrammeDefinition definition, string title, decimal? amount);

    Task FillAsync(string application, string user, IReadOnlyDictionary<string, object> answers);

    Task UploadAsync(string application, string user, string type, SlotFile file);

    Task SubmitAsync(string application, string user);

    /// <summary>Opens what a mail links to, and answers.</summary>
    /// <param name="answer">Members of the answer without its token.</param>
    Task AnswerAsync(string user, Mail mail, IReadOnlyDictionary<string, object?> answer);

    /// <summary>Proposes the panels of all that wait for a plan, and deploys them.</summary>
    /// <param name="plan">Its id.</param>
    Task AssignPanelsAsync(string user, string plan);

    /// <summary>Drafts a guide with the definition's own terms, and publishes it.</summary>
    Task PublishGuideAsync(ProgrammeDefinition definition, DateOnly opens, DateOnly closes);
}

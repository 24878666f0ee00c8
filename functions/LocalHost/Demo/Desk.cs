namespace LocalHost.Demo;

/// <summary>The staff's mail, sorted by what it asks: which links are open, and whose they are.</summary>
public sealed class Desk(Mailbox mailbox, IReadOnlyDictionary<string, string> userByEmail)
{
    private readonly HashSet<string> used = [];

    /// <summary>Links to decide a stage of an application that were not handed out before, with the users they were sent to.</summary>
    public IReadOnlyList<(Mail Mail, string User)> Assignments(string applicationId, string stage) => Take($"/assignments/review.{applicationId}.{stage}.");

    /// <summary>Links to verify a warning.</summary>
    public IReadOnlyList<(Mail Mail, string User)> Verifications(string warningId) => Take($"/assignments/warning.{warningId}.");

    /// <summary>Links to another kind of question.</summary>
    /// <param name="subject">Id of what is asked about.</param>
    public IReadOnlyList<(Mail Mail, string User)> Asked(string kind, string subject) => Take($"/assignments/{kind}.{subject}.");

    /// <summary>Links to any kind of question about a subject.</summary>
    public IReadOnlyList<(Mail Mail, string User)> About(string subject) => Take($".{subject}.");

    /// <summary>Links to one kind of question, whatever about.</summary>
    public IReadOnlyList<(Mail Mail, string User)> OfKind(string kind) => Take($"/assignments/{kind}.");

    // A reminder repeats the link of its assignment: one link per path and person.
    private IReadOnlyList<(Mail Mail, string User)> Take(string path) =>
    [
        .. mailbox.All()
            .Where(mail => mail.Link?.AbsolutePath.Contains(path, StringComparison.Ordinal) == true)
            .Where(mail => used.Add($"{mail.Link!.AbsolutePath} {mail.To}"))
            .Select(mail => (mail, userByEmail[mail.To])),
    ];
}

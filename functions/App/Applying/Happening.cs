using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Completeness;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Referrals;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using FunctionsApp.Selections;
using FunctionsApp.SiteVisits;

namespace FunctionsApp.Applying;

/// <summary>Something that happened with an application, in its applicant's words.</summary>
/// <param name="At">UTC.</param>
public sealed record Happening(DateTimeOffset At, LocalizedText Text)
{
    /// <summary>Of the form; null for everything else.</summary>
    private Edit? Edited { get; init; }

    /// <summary>What the applicant may see of the record, oldest first.</summary>
    public static IReadOnlyList<Happening> Of(FactRecord record, ProgrammeDefinition definition)
    {
        var happenings = new List<Happening>();
        foreach (var (index, entry) in record.Facts.Index())
        {
            var at = entry.Time();
            // One commit has one time: what was recorded with it and before it caused it.
            var cause = index > 0 && record.Facts[index - 1].At == entry.At ? record.Facts[index - 1].Type : null;
            if (entry.Read() is FormSaved saved)
            {
                Add(happenings, entry, saved, definition);
                continue;
            }

            if (entry.Read() is { } fact && Words(fact, cause, definition) is { } text) happenings.Add(new Happening(at, text));
        }

        return happenings;
    }

    /// <summary>What one person saved in a row is one line: pages save by themselves while someone types.</summary>
    private static void Add(List<Happening> happenings, FactEntry entry, FormSaved saved, ProgrammeDefinition definition)
    {
        var edit = new Edit(entry.Actor ?? "", saved.Changed);
        if (happenings is [.., { Edited: { } last }] && last.By == edit.By)
        {
            edit = edit with { Fields = [.. last.Fields.Union(edit.Fields)] };
            happenings.RemoveAt(happenings.Count - 1);
        }

        var labels = definition.Form.Where(field => edit.Fields.Contains(field.Key)).Select(field => field.Label).ToList();
        happenings.Add(new Happening(entry.Time(), HappeningTexts.Saved(edit.By, labels)) { Edited = edit });
    }

    private static LocalizedText? Words(Fact fact, string? cause, ProgrammeDefinition definition) => fact switch
    {
        ApplicationDrafted => HappeningTexts.Drafted,
        DocumentPromised { By: { } by } promised => HappeningTexts.Promised(definition.DocumentName(promised.Type), by),
        PromiseKept kept => HappeningTexts.PromiseKept(definition.DocumentName(kept.Type)),
        PromiseBroken broken => HappeningTexts.PromiseBroken(definition.DocumentName(broken.Type)),
        PartnersAsked { Asked.Count: > 0 } => HappeningTexts.SentToPartners,
        PartnerConsented consented => HappeningTexts.Consented(consented.Organisation),
        ConsentClosed { Outcome: not ConsentOutcome.Withdrawn } closed => PartnerTexts.Of(closed.Outcome),
        SigningRequested => HappeningTexts.SentToSign,
        ApplicationSigned => HappeningTexts.Signed,
        SigningClosed { Outcome: not SigningOutcome.Withdrawn } closed => SigningTexts.Of(closed.Outcome),
        ApplicationSubmitted => Submitted(cause, HappeningTexts.Submitted),
        ApplicationResubmitted => Submitted(cause, HappeningTexts.Resubmitted),
        ApplicationReturned returned => HappeningTexts.Returned(returned.Round),
        SupplementPostponed postponed => HappeningTexts.Postponed(postponed.Due),
        SupplementExtended extended => HappeningTexts.Extended(extended.Due),
        ApplicationApproved => HappeningTexts.Approved,
        ApplicationRejected => HappeningTexts.Rejected,
        ApplicationWithdrawn => HappeningTexts.Withdrawn,
        AppealSubmitted => HappeningTexts.Appealed,
        AppealDismissed => HappeningTexts.Ruled(AppealRuling.Dismissed),
        AppealUpheld => HappeningTexts.Ruled(AppealRuling.Upheld),
        StageOpened opened => HappeningTexts.Opened(definition.StageTitle(opened.Stage)),
        StageOverdue overdue => HappeningTexts.Overdue(definition.StageTitle(overdue.Stage)),
        StagePassedOver passedOver => HappeningTexts.PassedOver(definition.StageTitle(passedOver.Stage)),
        AppointmentOffered offered => HappeningTexts.AppointmentOffered(definition.StageTitle(offered.Stage), offered),
        AppointmentConfirmed confirmed => HappeningTexts.AppointmentConfirmed(
            definition.StageTitle(confirmed.Stage), confirmed.BySilence),
        InstitutionsSilent silent => HappeningTexts.InstitutionsSilent(
            definition.StageTitle(silent.Stage), silent.Lapsed.Count + silent.NoContact.Count),
        AppointmentMoveAsked moved => HappeningTexts.MoveAsked(definition.StageTitle(moved.Stage)),
        AppointmentCancelled cancelled => HappeningTexts.AppointmentCancelled(definition.StageTitle(cancelled.Stage)),
        EligibilityNotMet unmet => HappeningTexts.NotEligible(unmet.Reasons),
        AmountReserved reserved => HappeningTexts.Reserved(reserved),
        PutOnReserve reserve => HappeningTexts.OnReserve(reserve),
        StageSentBack sent => HappeningTexts.SentBack(definition.StageTitle(sent.To)),
        StageClosed closed => HappeningTexts.Closed(definition.StageTitle(closed.Stage), closed.Outcome),
        DocumentRejected rejected => HappeningTexts.DocumentRejected(definition.DocumentName(rejected.Type), rejected.Reason),
        _ => null,
    };

    private static LocalizedText Submitted(string? cause, LocalizedText text) => cause switch
    {
        nameof(DocumentAccepted) or nameof(DocumentRejected) => HappeningTexts.ByDocument(text),
        nameof(FormSaved) => HappeningTexts.ByAnswer(text),
        _ => text,
    };

    /// <param name="By">User id.</param>
    /// <param name="Fields">Keys.</param>
    private sealed record Edit(string By, IReadOnlyList<string> Fields);
}

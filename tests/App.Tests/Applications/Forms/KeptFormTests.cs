using App.Tests.Programmes.Fields;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications.Forms;

/// <summary>What is saved while someone types.</summary>
public sealed class KeptFormTests
{
    private static readonly ProgrammeDefinition Fund = FormSample.With(FormSample.Json);

    private static readonly ApplicationForm Waiting = new(
        Examples.With(Examples.Draft(Fund), slot => slot.Required ? Examples.Accepted(slot) : slot), Answers.None);

    private static CheckedForm Complete => FormSample.Check(FormSample.Complete);

    [Fact]
    public void Save_WhileTyping_SubmitsNothing()
    {
        var kept = SaveForm.Decide(Waiting, Fund, Complete, "u1", Examples.Now, submits: false);

        Assert.Equal(["FormSaved"], kept.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.Equal(ApplicationStatus.Draft, kept.Next.Application.Status);
    }

    [Fact]
    public void Save_ByTheButtonAfterwards_SubmitsWhatIsComplete()
    {
        var kept = SaveForm.Decide(Waiting, Fund, Complete, "u1", Examples.Now, submits: false).Next;
        var saved = SaveForm.Decide(kept, Fund, Complete, "u1", Examples.Now);

        Assert.Equal(["ApplicationSubmitted"], saved.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.Empty(SaveForm.Decide(kept, Fund, Complete, "u1", Examples.Now, submits: false).Facts);
    }
}

using App.Tests.Programmes.Fields;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Reviews;

namespace App.Tests.Applications;

/// <summary>Fields and documents that answers ask for, from the draft to the corrections.</summary>
public sealed class ConditionsTests
{
    private static readonly ProgrammeDefinition Definition = ConditionSample.Definition;

    [Fact]
    public void Draft_Empty_AsksForNothingThatDepends()
    {
        var draft = Examples.Draft(Definition);

        Assert.Equal(["joint", "total"], draft.Form!.Incomplete);
        Assert.Equal(["joint", "partner", "partner-share", "total", "remark"], draft.Form.Fields.Select(field => field.Key));
        Assert.Equal(["partner", "partner-share"], draft.Form.Fields.Where(field => field.Unasked).Select(field => field.Key));
        Assert.DoesNotContain("site-photos", draft.Asked.Select(slot => slot.Type));
        Assert.DoesNotContain("site-photos", ApplicationView.Of(draft, Definition).Documents.Select(slot => slot.Type));
    }

    [Fact]
    public void Save_AnswerThatAsksForADocument_SubmitsOnlyWithIt()
    {
        var draft = new ApplicationForm(WithDocuments(), Answers.None);
        var joint = Save(draft, ConditionSample.Joint);

        Assert.Equal(ApplicationStatus.Draft, joint.Application.Status);
        Assert.Equal(["site-photos"], SubmitApplication.Missing(joint.Application));
        Assert.Equal("documents-missing", Examples.Slug(() => Submit(joint)));

        var alone = Save(joint, ConditionSample.Alone);
        Assert.Equal(ApplicationStatus.Submitted, alone.Application.Status);
        Assert.Empty(SubmitApplication.Missing(alone.Application));
        Assert.Equal(ApplicationStatus.Submitted, Save(draft, ConditionSample.Alone).Application.Status);
    }

    /// <summary>A document that came before the applicant thought again stays in its slot, and is no part of the application.</summary>
    [Fact]
    public void Submit_DocumentNoLongerAskedFor_IsLeftOutEverywhere()
    {
        var with = Examples.With(WithDocuments(), slot => slot.Type == "site-photos" ? Examples.Accepted(slot) : slot);
        var alone = Save(new ApplicationForm(with, Answers.None), ConditionSample.Alone).Application;

        Assert.Equal(ApplicationStatus.Submitted, alone.Status);
        Assert.Equal(DocumentState.Accepted, alone.Slot("site-photos")!.State);
        Assert.False(alone.Has(new ReturnItem("site-photos", "x")));
        Assert.True(alone.Has(new ReturnItem("budget", "x")));
        Assert.Equal(ContentDigest.Of(alone), ContentDigest.Of(alone with { Slots = alone.Asked }));
        Assert.NotEqual(ContentDigest.Of(alone), ContentDigest.Of(Examples.With(alone, slot => slot with { Unasked = false })));

        // Thought again: nothing has to be uploaded twice.
        var draft = Save(new ApplicationForm(with, Answers.None), """{ "joint": "no" }""");
        Assert.Equal(ApplicationStatus.Submitted, Save(draft, ConditionSample.Joint).Application.Status);
    }

    [Fact]
    public void Submit_Again_NamesTheDocumentsThatAreAskedFor()
    {
        var joint = Save(new ApplicationForm(Examples.With(WithDocuments(), slot => slot.Type == "site-photos" ? Examples.Accepted(slot)
            : slot), Answers.None), ConditionSample.Joint);

        Assert.Equal(["application-form", "work-plan", "budget", "site-photos"],
            joint.Application.Asked.Where(slot => slot.State == DocumentState.Accepted).Select(slot => slot.Type));
        Assert.Equal(ApplicationStatus.Submitted, joint.Application.Status);
    }

    [Fact]
    public void Upload_DocumentThatIsNotAskedFor_IsRefused()
    {
        var problem = Assert.Throws<ProblemException>(() =>
            ReceiveDocument.RequireOpen(Examples.Draft(Definition), Definition, "site-photos", 9));

        Assert.Equal("not-open", problem.Type.Slug);
        Assert.Equal("By the answers of the form this document is not asked for", problem.Detail!.English);
        Assert.Equal("site-photos", ReceiveDocument.RequireOpen(Joint().Application, Definition, "site-photos", 9).Type);
    }

    /// <summary>An upload that was being checked when the answer changed is kept where it is, out of the application.</summary>
    [Fact]
    public void Check_UploadOfADocumentThatIsNotAskedForAnyMore_KeepsItUnasked()
    {
        var record = new DocumentRecord(Examples.Id, "site-photos", 1, CheckState.Received, "a.png", 3, "ab", "b", Examples.Now);
        var waiting = Examples.With(Joint().Application, slot => slot.Type == "site-photos"
            ? new SlotState("site-photos", true, DocumentState.Received, 1, "a.png", 3, Newest: 1, Pending: 1) : slot);
        var alone = Save(new ApplicationForm(waiting, Joint().Answers), """{ "joint": "no" }""");
        var slot = CheckDocument.Accept(new ApplicationDocuments(alone.Application, [record]), Definition, record, "e1", Examples.Now)
            .Next.Application.Slot("site-photos")!;

        Assert.Equal((DocumentState.Accepted, true), (slot.State, slot.Unasked));
    }

    /// <summary>A return of a field opens what depends on it, and nothing else; what is then asked must be there.</summary>
    [Fact]
    public void Return_OfAFieldThatOthersDependOn_OpensThemToo()
    {
        var alone = Save(new ApplicationForm(WithDocuments(), Answers.None), ConditionSample.Alone);
        var returned = alone with { Application = ReturnApplication.Decide(alone.Application, 1,
            [new ReturnItem(null, "Really?", "joint")], "officer").Next };

        Assert.Equal(["joint", "partner", "partner-share"], SaveForm.Open(returned.Application, Definition));
        Assert.Equal("not-open", Examples.Slug(() => Save(returned, """{ "joint": "no", "total": 301 }""")));
        Assert.Equal("site-photos", ReceiveDocument.RequireOpen(
            Save(returned, ConditionSample.Joint).Application, Definition, "site-photos", 9).Type);
        Assert.Equal("not-open", Examples.Slug(() => ReceiveDocument.RequireOpen(returned.Application, Definition, "budget", 9)));

        var half = Save(returned, """{ "joint": "yes", "total": 300 }""");
        Assert.Equal(ApplicationStatus.Returned, half.Application.Status);
        Assert.Equal(["partner"], half.Application.Form!.Incomplete);
        var joint = Save(half, ConditionSample.Joint);
        Assert.Equal((ApplicationStatus.Returned, "site-photos"),
            (joint.Application.Status, Assert.Single(SubmitApplication.Missing(joint.Application))));
        Assert.Equal(100.5m, joint.Answers["partner-sum"]!.Value.GetDecimal());
    }

    /// <summary>A named field that the corrections make not asked is corrected by that.</summary>
    [Fact]
    public void Return_OfAFieldThatIsThenNotAsked_WaitsForNothing()
    {
        var with = Examples.With(WithDocuments(), slot => slot.Type == "site-photos" ? Examples.Accepted(slot) : slot);
        var joint = Save(new ApplicationForm(with, Answers.None), ConditionSample.Joint);
        var returned = joint with
        {
            Application = ReturnApplication.Decide(joint.Application, 1,
                [new ReturnItem(null, "x", "joint"), new ReturnItem(null, "y", "partner")], "officer").Next,
        };

        Assert.Equal(ApplicationStatus.Submitted, Save(returned, ConditionSample.Alone).Application.Status);
    }

    [Fact]
    public void Return_OfACalculatedField_IsRefused()
    {
        Assert.False(Joint().Application.Has(new ReturnItem(null, "x", "partner-sum")));
        Assert.False(Joint().Application.Has(new ReturnItem(null, "x", "share")));
        Assert.True(Joint().Application.Has(new ReturnItem(null, "x", "partner")));
    }

    private static Application WithDocuments() => Examples.With(Examples.Draft(Definition), slot =>
        slot.Required && slot.Type != "site-photos" ? Examples.Accepted(slot) : slot);

    private static ApplicationForm Joint() => Save(new ApplicationForm(Examples.Draft(Definition), Answers.None), ConditionSample.Joint);

    private static ApplicationForm Save(ApplicationForm state, string answers) => SaveForm.Decide(
        state, Definition, FormRules.Check(Definition.Form, FormSample.Parse(answers), state.Application.Circumstances()), "u1",
        Examples.Now).Next;

    private static Change<Application> Submit(ApplicationForm state) =>
        SubmitApplication.Decide(state.Application, state.Answers, Definition, "u1", Examples.Now);
}

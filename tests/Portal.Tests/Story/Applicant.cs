using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applying;
using FunctionsApp.Documents;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using Microsoft.Playwright;

namespace Portal.Tests.Story;

/// <summary>Someone who applies to the special fund: from the card of its call to the letter of its approval.</summary>
internal sealed class Applicant(CityUnderTest city, Clicker clicker, string title)
{
    private static readonly LocalizedText Programme = new("科技研发资金（高技术服务业）", "R&D fund for high-tech services");

    /// <summary>From the home page to the page of the draft.</summary>
    /// <returns>Id of the application.</returns>
    public async Task<string> ApplyAsync()
    {
        await clicker.ClickAsync(Programme);
        await clicker.SeeAsync(Programme);
        return await DraftAsync("1,200,000");
    }

    /// <summary>From a programme's page to the page of the draft.</summary>
    /// <param name="amount">As it is typed.</param>
    /// <returns>Id of the application.</returns>
    public async Task<string> DraftAsync(string amount)
    {
        await clicker.ClickAsync(ProgrammeTexts.Apply);
        await clicker.TypeAsync(NewApplicationTexts.Name, title);
        await clicker.SelectAsync(ApplicationTexts.Sector, "testing");
        await clicker.TypeAsync(ApplicationTexts.Amount, amount);
        await clicker.SelectAsync(NewApplicationTexts.District, "440305");
        await clicker.PressAsync(NewApplicationTexts.Create);
        await clicker.SeeAsync(title);
        return clicker.Address.Segments[^1];
    }

    public async Task FillAsync()
    {
        await clicker.ClickAsync(ApplicationTexts.Form);
        await clicker.TypeAsync(new("项目简介", "Project summary"), "建设光电检测公共平台，为全市企业提供检测和校准服务。");
        await clicker.SelectAsync(new("技术领域", "Technology field"), "tech-services");
        await clicker.ChooseAsync(new("公共服务平台", "Public service platform"));
        await clicker.TypeAsync(new("项目开始日期", "Start date"), "2026-06-01");
        await clicker.TypeAsync(new("项目结束日期", "End date"), "2027-12-31");
        await clicker.TypeAsync(FormPageTexts.Cell(0, new("姓名", "Name")), "林岚");
        await clicker.SelectAsync(FormPageTexts.Cell(0, new("分工", "Role")), "lead");
        await clicker.TypeAsync(FormPageTexts.Cell(0, new("投入人月", "Person-months")), "12");
        await clicker.TypeAsync(new("项目总预算", "Total budget"), "1800000");
        await clicker.TypeAsync(new("自筹资金", "Own funding"), "600000");
        await clicker.SelectAsync(FormPageTexts.Cell(0, new("科目", "Category")), "equipment");
        await clicker.TypeAsync(FormPageTexts.Cell(0, new("金额", "Amount")), "1800000");
        await clicker.PressAsync(FormTexts.Save);
        await clicker.ReadAsync(FormPageTexts.Of(FormNotice.Saved));
        await clicker.ClickAsync(FormPageTexts.Back);
    }

    /// <summary>From the application's page to that of its documents, and back when the document is checked.</summary>
    /// <param name="document">Its name.</param>
    public async Task UploadAsync(LocalizedText document, FilePayload file)
    {
        await clicker.ClickAsync(document);
        await clicker.UploadAsync(document, file, UploadTexts.Upload);
        await city.SettleAsync();
        await clicker.ClickAsync(MyApplicationTexts.Back);
        await clicker.SeeAsync(title);
    }

    /// <summary>Opens the application from the list.</summary>
    public async Task OpenAsync()
    {
        await clicker.GoAsync(MyApplicationsTexts.Mine);
        await clicker.SeeAsync(MyApplicationsTexts.Mine);
        await clicker.ClickAsync(title);
        await clicker.SeeAsync(title);
    }
}

using FunctionsApp.Platform;

namespace FunctionsApp.People;

/// <summary>Words of the register's pages.</summary>
public static class PeopleTexts
{
    public static readonly LocalizedText People = new("人员名册", "People");
    public static readonly LocalizedText None = new("没有符合条件的人员。", "No one fits the search.");
    public static readonly LocalizedText Search = new("查询", "Search");
    public static readonly LocalizedText Any = new("全部", "Any");
    public static readonly LocalizedText Role = new("角色", "Role");
    public static readonly LocalizedText District = new("区", "District");
    public static readonly LocalizedText Sector = new("领域", "Sector");
    public static readonly LocalizedText State = new("状态", "State");
    public static readonly LocalizedText Active = new("在册", "Active");
    public static readonly LocalizedText Left = new("已离开", "Left");
    public static readonly LocalizedText Add = new("添加人员", "Add a person");
    public static readonly LocalizedText Unassigned = new("无人接手的任务", "Assignments without a successor");
    public static readonly LocalizedText Back = new("返回名册", "Back to the list");
    public static readonly LocalizedText Saved = new("已保存。", "Saved.");

    public static readonly LocalizedText Id = new("用户标识", "User id");
    public static readonly LocalizedText IdHint = new("与登录账户一致", "As the sign-in has it");
    public static readonly LocalizedText Name = new("姓名", "Name");
    public static readonly LocalizedText Email = new("邮箱", "Mail address");
    public static readonly LocalizedText Roles = new("角色", "Roles");
    public static readonly LocalizedText Districts = new("负责的区", "Districts served");
    public static readonly LocalizedText DistrictsHint = new("不选表示全市", "None for the complete city");
    public static readonly LocalizedText Sectors = new("熟悉的领域", "Sectors known");
    public static readonly LocalizedText Fields = new("专业方向", "Fields of expertise");
    public static readonly LocalizedText LinesHint = new("每行一项", "One a line");
    public static readonly LocalizedText Organisation = new("所在单位的统一社会信用代码", "Credit code of the own organisation");
    public static readonly LocalizedText Relations = new(
        "申报有利害关系的单位的统一社会信用代码", "Credit codes of organisations with a declared relation");
    public static readonly LocalizedText Language = new("信件语言", "Language of letters");
    public static readonly LocalizedText Delegate = new("代理人的用户标识", "User id of the delegate");
    public static readonly LocalizedText AwayFrom = new("不在岗起始日", "First day out of office");
    public static readonly LocalizedText AwayTo = new("不在岗截止日", "Last day out of office");
    public static readonly LocalizedText AgreementYear = new("已签年度协议的年份", "Year of the accepted agreement");

    public static readonly LocalizedText Leave = new("标记为已离开", "Mark as left");
    public static readonly LocalizedText LeaveHint = new(
        "此人不再收到新的任务，未完成的任务转交代理人；再次保存即恢复在册。",
        "Nothing new is asked of this person, and what is open passes to the delegate. Saving the entry again makes them active.");
    public static readonly LocalizedText HasLeft = new("此人已离开；保存后恢复在册。", "This person left. Saving makes them active again.");
}

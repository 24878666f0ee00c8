using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applying;

/// <summary>Words of the page of an application's letters.</summary>
public static class LetterTexts
{
    public static readonly LocalizedText None = new("还没有信件。", "There is no letter yet.");

    private static readonly LocalizedText NoAddress = new(
        "创建这份申请的账户没有邮箱，信件无法寄出；内容如下。",
        "The account that made this application has no mail address, so no letter could arrive; this is what they say.");

    private static readonly LocalizedText SentTo = new(
        "信件寄往创建这份申请的账户的邮箱。系统不保存信件本身，以下内容由办理记录重新生成。",
        "Letters go to the mail address of the account that made this application. They are not kept: these are made of the record again.");

    private static readonly LocalizedText Erased = new(
        "以下信件由办理记录重新生成。按保管期限已删除的内容，信件中不再显示，相应位置为空。",
        "These letters are made of the record again. What was erased when its retention time was over is not in them: "
            + "its places are empty.");

    /// <summary>What stands above the letters.</summary>
    public static LocalizedText About(Application application) => application switch
    {
        // An erased address was one once.
        { Erased: not ErasureStep.None } => Erased,
        { Applicant.Email.Length: 0 } => NoAddress,
        _ => SentTo,
    };
}

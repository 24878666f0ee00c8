using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications.Forms;

public static class FormProblems
{
    private const int Shown = 5;

    public static readonly ProblemType InvalidForm = new("invalid-form", 400,
        new("申请表中有无效的内容", "The form has answers that are not valid"),
        new("faults 按字段列出全部问题；修改后重新保存，本次内容没有保存", "faults lists all of them by field; correct them and save again, nothing was saved"));

    public static readonly ProblemType AnswersTooLarge = new("answers-too-large", 413,
        new("申请表内容过多", "The answers of the form are too long"),
        new("请缩短文字或减少行数，较长的内容请作为材料上传", "Shorten texts or tables, and upload longer content as documents"));

    internal static ProblemException Invalid(IReadOnlyList<Fault> faults)
    {
        string Messages(Language language) => string.Join(language == Language.Chinese ? "；" : " ",
            faults.Take(Shown).Select(fault => fault.Message.In(language)));
        return InvalidForm.With(new LocalizedText(Messages(Language.Chinese), Messages(Language.English)),
            new Dictionary<string, object?> { ["faults"] = faults })
            .Naming([.. faults.Select(fault => new MemberFault(Pointer(fault.Path), fault.Code, fault.Message))]);
    }

    /// <summary>In the body, which has the answers without the form around them: <c>#/team/2/salary</c>.</summary>
    private static string Pointer(string path) => "#" + path["form".Length..].Replace('.', '/').Replace('[', '/').Replace("]", "");
}

using FunctionsApp.Platform.Http;

namespace FunctionsApp.Organisations.Members;

public static class MemberProblems
{
    public static readonly ProblemType NotRegistered = new("organisation-not-registered", 409,
        new("贵单位尚未登记", "Your organisation has no entry in the register"),
        new("请先由申请人在“机构信息”中登记", "Have an applicant register it first, at /my/organisation"));

    public static readonly ProblemType LastSignatory = new("last-signatory", 409,
        new("此人是贵单位唯一的签署人", "The person is the only signatory of your organisation"),
        new("请先添加另一名签署人", "Name another signatory first"));

    public static readonly ProblemType RegisteredElsewhere = new("registered-elsewhere", 409,
        new("此用户标识不由贵单位管理", "The person of this user id is not yours to name"),
        new("请核对用户标识；确属本单位人员的，请联系本项目的管理部门",
            "Check the user id; where it is right, ask the programme's office to change the register"));

    public static readonly ProblemType TooMany = new("too-many-members", 409,
        new("贵单位登记的人员过多", "Your organisation has named too many people"),
        new("请联系本项目的管理部门", "Ask the programme's office"));
}

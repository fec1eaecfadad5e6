"""Pairs of opposites: for each scale and language, what its one end is called, and its other."""

SCALES = {
    'size': {
        'en': (r'\b(?:large[rst]*|big(?:ger|gest)?|greate(?:r|st))\b', r'\b(?:small(?:er|est)?|tiny)\b'),
        'zh': (
            '(?<![从强扩])大(?![概约致小多家部半量讲体])',
            '(?<!大)小(?![批数二型心时明写])',
        ),
    },
    'amount': {
        'en': (r'\bmore (?=\w+ than\b)|\bmore than\b(?! one)|\bmany more\b', r'\b(?:less|fewer)\b(?! than one)'),
        'zh': ('[较更变增]多|多于|超过|不止', '[较更变减]少|少于|不到'),
    },
    'height': {
        'en': (
            r'\b(?:high(?:er|est)|up(?:wards?|hill)|ris(?:e[sn]?|ing)|rose|increas\w+|above it)\b',
            r'\b(?:low(?:er|est)|down(?:wards?|hill)|fall(?:s|en|ing)?|fell|decreas\w+|shrink\w*|below it)\b',
        ),
        'zh': (
            '[较更最]高|高于|上[升坡]|升[高到]|增大|[向朝]上',
            '[较更最]低|低于|下[降坡]|降[低到]|减小|[向朝]下|落下',
        ),
    },
    'growth': {
        'en': (
            r'\b(?:gr[eo]w(?:s|n|ing|th)?|increas\w+|larger)\b',
            r'\b(?:(?:shr[aiu]nk|fall)(?:s|ing)?|decreas\w+|fell|smaller)\b',
        ),
        'zh': ('增长|增大|变大|增加|越大', '减小|缩小|变小|下降|减少|越小'),
    },
    'side': {
        'en': (r'\bleft\b(?! out| of a| over)', r'\b(?:(?:on|to|from|of) the|lower|upper) right\b|\brightwards?\b'),
        'zh': ('左', '右'),
    },
    'length': {
        'en': (r'(?<!no )\b(?:longe(?:r|st)|too long)\b', r'\b(?:short(?:er|est)|too short)\b'),
        'zh': ('(?<![增多成])长(?![度成条])', '短|十分之一'),
    },
    'speed': {'en': (r'\b(?:fast|quick)\w*\b', r'\bslow\w*\b'), 'zh': ('快', '慢')},
    'slope': {
        'en': (r'(?<!less )\bsteep(?:er|est|ly)?\b', r'\bflatt(?:er|est)\b|\bless steep\b'),
        'zh': ('陡', '平缓|[更较越]平'),
    },
    'distance': {
        'en': (r'\bfarther\b|\bfar (?:off|away)\b', r'\bnear(?:er|est)\b|\bcloser?\b'),
        'zh': ('[更较]远|很远', '[更较]近|接近'),
    },
    'zero': {
        'en': (r'\babove (?:zero|0)\b', r'\bbelow (?:zero|0)\b'),
        'zh': ('[大高]于(?:零| 0)', '[小低]于(?:零| 0)'),
    },
    'level': {
        'en': (r'\btoo (?:high|large|long)\b', r'\btoo (?:low|small|short)\b'),
        'zh': ('[偏过太][高大长]', '[偏过太][低小短]'),
    },
    'factor': {
        'en': (r'\btwice\b|\bdoubl\w+\b', r'\bhal(?:f|ves|ved)\b'),
        'zh': ('两倍|加倍|一倍|翻倍|乘以? 2', '一半|减半|二分之一|除以 2'),
    },
    'weight': {
        'en': (r'\b(?:heavier|counts? for more|count more)\b', r'\b(?:lighter|counts? for less|count less)\b'),
        'zh': ('(?:更|越|比[^，。]{0,12})重(?!新|要|复)|重了', '(?:更|越|比[^，。]{0,12})轻|轻了'),
    },
    'operation': {'en': (r'\bmultipl\w+\b', r'\bdivid\w+\b'), 'zh': ('乘', '除以|除的|相除')},
    'filling': {'en': (r'\bzeros\b', r'\bones\b'), 'zh': ('用 0|零', '用 1|全是 1|一列 1')},
    'row': {
        'en': (r'\brows?\b', r'\bcolumns?\b'),
        'zh': ('(?<![并举进执运例同银流平])行(?!为|动|业|不|驶|得|列)', '(?<![并序排系])列(?!表|出|举)'),
    },
    'order': {'en': (r'\bfirst\b', r'\blast\b'), 'zh': ('第一|前一|先|头一', '最后|末')},
    'ordinal': {'en': (r'\bfirst\b', r'\bsecond\b'), 'zh': ('第一|前一', '第二|后者')},
    'corner': {
        'en': (r'\b(?:upper|top) (?:left|right)\b', r'\b(?:lower|bottom) (?:left|right)\b'),
        'zh': ('[左右]上', '[左右]下'),
    },
    'time': {'en': (r'\bbefore\b', r'\bafter\b'), 'zh': ('(?<![当目提眼])前', '后')},
    'ends': {
        'en': (r'\b(?:begin\w*|start\w*)\b', r'\b(?:end|ends|ended|stop\w*)\b'),
        'zh': ('开始|出发|起点|开头', '结束|终点|末|停'),
    },
    'place': {'en': (r'\babove\b', r'\bbelow\b'), 'zh': ('上文|上面|上方|前面', '下文|下面|下方|后面')},
    'inside': {'en': (r'\b(?:inner|inside|within)\b', r'\b(?:outer|outside)\b'), 'zh': ('里面|内', '外')},
    'age': {'en': (r'\bold\b', r'\bnew\b'), 'zh': ('旧|原来', '新')},
    'sign': {'en': (r'\bpositive\b', r'\bnegative\b'), 'zh': ('正数|为正|正的', '负')},
    'likeness': {
        'en': (
            r'(?<!not )\b(?:the same|equal(?:ly|s)?|alike|identical|as on)\b',
            r'\b(?:differ\w*|unequal|other than|not the same|not equal|not what)\b',
        ),
        'zh': ('(?<!不)(?:相同|一样|相等|一致)|同样|同一', '不(?:同|一样|相等|相同|一致)|两样|有别'),
    },
    'truth': {
        'en': (r'(?<!the )\bright\b(?! hand| of| end| side)|\bcorrect\b', r'\b(?:wrong|incorrect|mistake)\b'),
        'zh': ('正确|对了|没错', '(?<![报出没])错'),
    },
    'worth': {
        'en': (r'\b(?:better|best|good)\b', r'\b(?:worse|worst|bad)\b'),
        'zh': ('[更较最]好|好', '(?<![误方准相残偏之])差(?![别异多一得了])|糟|坏'),
    },
    'ease': {'en': (r'\b(?:eas(?:y|ier|iest)|simple)\b', r'\b(?:hard|harder|difficult)\b'), 'zh': ('容易|简单', '难')},
    'sum': {'en': (r'\b(?:add|adds|added|plus)\b', r'\b(?:subtract\w*|minus)\b'), 'zh': ('加', '减')},
    'mean': {'en': (r'\b(?:mean|average)\b', r'\b(?:sum|total)\b'), 'zh': ('平均|均值', '总和|之和|求和')},
    'input': {'en': (r'\binputs?\b', r'\boutputs?\b'), 'zh': ('输入', '输出')},
    'prediction': {'en': (r'\bpredict\w*\b', r'\blabels?\b'), 'zh': ('预测', '标签')},
    'fit': {'en': (r'\bfitted\b', r'\btrue\b'), 'zh': ('拟合', '真实')},
    'copy': {'en': (r'\bin place\b', r'\b(?:copy|copies|new tensor)\b'), 'zh': ('原地', '副本|新的')},
    'chance': {'en': (r'\brandom\w*\b', r'\bzeros?\b'), 'zh': ('随机', '零|0')},
    'answer': {
        'en': (r'\b(?:accept\w*|works?|allow\w*)\b', r'\b(?:refus\w*|fails?|reject\w*)\b'),
        'zh': ('接受|接收|能用|允许', '拒绝|失败|报错'),
    },
}

EITHER_FIRST = {'ordinal', 'prediction', 'mean', 'row', 'fit', 'input', 'worth'}  # of these, the order says nothing
